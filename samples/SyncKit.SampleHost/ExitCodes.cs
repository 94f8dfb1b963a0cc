namespace SyncKit.SampleHost;

internal static class ExitCodes
{
    /// <summary>Nothing was lost and the books equal the store.</summary>
    public const int Agrees = 0;

    /// <summary>Something is held, waits, differs or could not be read.</summary>
    public const int Differs = 1;

    /// <summary>The configuration is wrong; nothing was written.</summary>
    public const int Misconfigured = 2;
}
