using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>The dead letter of a record whose document a person changed in the books. It stays until a person decides.</summary>
internal static class BooksChange
{
    public const string Code = "books.changed";

    private const string Remedy =
        "Decide which of the two is right. Retry writes the shop's version over the books' one; dismiss leaves the books as they are.";

    /// <summary>Says what was written and what the books hold now.</summary>
    public static Failure Of(LedgerDocument written, BooksState? current) => Because(
        $"{written.Kind} {written.DestinationId} of {written.Record.Kind} {written.Record.Id} was written as {BooksState.Describe(written)}; "
            + $"the books now hold {BooksState.Describe(current, written.Currency)}.");

    /// <summary>Whether a newer change of the record must not touch the books: it decides nothing about what a person did there.</summary>
    public static bool Holds(LedgerRecord? known) =>
        known is { State: LedgerState.Dead or LedgerState.Dismissed } && string.Equals(known.Code, Code, StringComparison.Ordinal);

    /// <summary>Holds a record once more for what it was held for before.</summary>
    public static Failure Again(LedgerRecord held) => Because(held.Message);

    private static Failure Because(string message) => new(FailureKind.Permanent, Code, message, Remedy);
}
