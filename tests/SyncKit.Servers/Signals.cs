using System.Runtime.InteropServices;

namespace SyncKit.Servers;

/// <summary>Signals to processes, by id.</summary>
public static class Signals
{
    /// <summary>Asks PostgreSQL to end without waiting for its clients.</summary>
    public const int Interrupt = 2;

    /// <summary>Asks PostgreSQL to end as if it had crashed.</summary>
    public const int Quit = 3;

    /// <summary>Ends a process at once.</summary>
    public const int Kill = 9;

    /// <summary>Asks a process to end.</summary>
    public const int Terminate = 15;

    /// <summary>Lets a stopped process go on.</summary>
    public const int Continue = 18;

    /// <summary>Stops a process where it is.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that is gone is no error.</summary>
    /// <param name="process">The process's id.</param>
    /// <param name="signal">The signal's number.</param>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
