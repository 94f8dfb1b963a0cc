using System.Diagnostics;

namespace SyncKit.Servers;

/// <summary>The PostgreSQL programs of this machine.</summary>
internal sealed class PostgresInstallation
{
    /// <summary>What a person does who lacks it.</summary>
    public const string HowToInstall = "PostgreSQL 15 or newer is not installed (Debian: apt-get install postgresql).";

    private const string ServerUser = "postgres";
    private const int OldestVersion = 15;

    private readonly string programs;

    private PostgresInstallation(string programs) => this.programs = programs;

    /// <summary>The newest version that is installed; <see langword="null"/> when there is none.</summary>
    public static PostgresInstallation? Find()
    {
        IEnumerable<string> folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Where(version => int.TryParse(Path.GetFileName(version), out int number) && number >= OldestVersion)
                .OrderByDescending(version => int.Parse(Path.GetFileName(version), System.Globalization.CultureInfo.InvariantCulture))
                .Select(version => Path.Combine(version, "bin"))
            : [];
        string? found = folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        return found is null ? null : new PostgresInstallation(found);
    }

    /// <summary>Makes a folder the server's.</summary>
    public async Task OwnAsync(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using Process chown = StartProgram("chown", [ServerUser, folder]);
            await EnsureSucceededAsync(chown);
        }
    }

    /// <summary>Starts a program that goes on running. PostgreSQL refuses to run as root.</summary>
    public Process Start(string program, params string[] arguments)
    {
        string path = Path.Combine(programs, program);
        return Environment.IsPrivilegedProcess
            ? StartProgram("setpriv", [$"--reuid={ServerUser}", $"--regid={ServerUser}", "--init-groups", path, .. arguments])
            : StartProgram(path, arguments);
    }

    /// <summary>Runs a program to its end.</summary>
    public async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        await EnsureSucceededAsync(process);
    }

    private static Process StartProgram(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
    }

    private static async Task EnsureSucceededAsync(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}: {await errors}");
        }
    }
}
