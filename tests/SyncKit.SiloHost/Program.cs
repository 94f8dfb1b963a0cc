using Microsoft.Extensions.Hosting;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Measuring;

// host     one process among many that share a database: says "ready" once it works, and works until it is told to end
// prepare  makes the tables and connects the tenants
// feed     takes orders in, the same number for each tenant, as a back-fill does
// measure  prepares, feeds, starts --hosts hosts, and says what they wrote a second and what the database spent on it
string verb = args.FirstOrDefault(static argument => !argument.StartsWith('-')) is { } first && args[0] == first ? first : "host";
HostSettings settings = HostSettings.Read(verb == args[0] ? args[1..] : args);
switch (verb)
{
    case "host":
        using (IHost host = ProofHost.Working(settings))
        {
            await host.StartAsync();
            Console.WriteLine("ready");
            await host.WaitForShutdownAsync();
        }

        break;
    case "prepare":
        await Preparation.RunAsync(settings);
        break;
    case "feed":
        await Feeding.RunAsync(settings);
        break;
    case "measure":
        await Measurement.RunAsync(settings);
        break;
    default:
        throw new ArgumentException($"There is no '{verb}': host, prepare, feed or measure.");
}
