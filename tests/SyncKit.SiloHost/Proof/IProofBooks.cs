namespace SyncKit.SiloHost.Proof;

/// <summary>Books that remember every call, and make each document of a call once however often the call comes.</summary>
internal interface IProofBooks
{
    /// <summary>Carries out a call.</summary>
    /// <param name="lane">Whose books.</param>
    /// <param name="request">The idempotency key.</param>
    /// <param name="records">The records that a document is made of.</param>
    /// <param name="used">How many calls the caller believes to have been made in the lane, this one included.</param>
    Task WriteAsync(string lane, string request, IReadOnlyList<string> records, long used);

    /// <summary>The records of which a call made documents.</summary>
    Task<IReadOnlyList<string>> FindAsync(string lane, string request);
}
