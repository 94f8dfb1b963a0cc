using System.Collections.Concurrent;
using System.Diagnostics;
using SyncKit.Servers;

namespace SyncKit.Orleans.Tests.Processes;

/// <summary>A host of SyncKit in a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int OutputKept = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> output = new();

    private HostProcess(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    public string Name { get; }

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>What the process said lately.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts a host; <see cref="ReadyAsync"/> waits until it works.</summary>
    public static HostProcess Start(string name, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SyncKit.SiloHost.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("--name");
        start.ArgumentList.Add(name);
        HostProcess host = new(name, Process.Start(start)!);
        host.Listen();
        return host;
    }

    /// <summary>Waits until the host works.</summary>
    public async Task ReadyAsync()
    {
        Task ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(ready.Task, ended) != ready.Task)
        {
            Assert.Fail($"{Name} ended with {process.ExitCode} before it was ready:\n{Output}");
        }
    }

    public void Signal(int signal) => Signals.Send(process.Id, signal);

    /// <summary>Waits until the process has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal(Signals.Kill);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line == "ready")
        {
            ready.TrySetResult();
        }

        output.Enqueue(line);
        while (output.Count > OutputKept)
        {
            output.TryDequeue(out _);
        }
    }
}
