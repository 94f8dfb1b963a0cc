namespace SyncKit.Fixtures;

/// <summary>Whether the long tests run at full length: <c>SYNCKIT_EXTENDED=1</c>.</summary>
public static class ExtendedRun
{
    /// <summary>Whether it is asked for.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("SYNCKIT_EXTENDED") == "1";

    /// <summary>How often a property is tried.</summary>
    /// <param name="ordinary">Times in an ordinary run, which takes seconds.</param>
    /// <param name="extended">Times in an extended run.</param>
    public static int Times(int ordinary, int extended) => IsAsked ? extended : ordinary;
}
