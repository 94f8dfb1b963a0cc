using SyncKit.Faults;
using SyncKit.Inbox;

namespace SyncKit.Adopting;

/// <summary>A record's outlined documents, or why there are none.</summary>
/// <param name="Record">Which record.</param>
/// <param name="Wanted">The documents that the ledger does not know.</param>
/// <param name="AlreadyLinked">How many documents the ledger knows.</param>
/// <param name="Failure">Why it could not be outlined; <see langword="null"/> when it could.</param>
internal sealed record OutlinedRecord(RecordKey Record, IReadOnlyList<OutlinedDocument> Wanted, int AlreadyLinked, Failure? Failure);
