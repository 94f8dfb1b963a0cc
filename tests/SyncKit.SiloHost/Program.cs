using Microsoft.Extensions.Hosting;
using SyncKit.SiloHost.Hosting;

// One process among many that share a database. Says "ready" once it works, and works until it is told to end.
HostSettings settings = HostSettings.Read(args);
using IHost host = ProofHost.Working(settings);
await host.StartAsync();
Console.WriteLine("ready");
await host.WaitForShutdownAsync();
