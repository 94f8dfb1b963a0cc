using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Conformance;

/// <summary>What a lane's owner says of items.</summary>
public static class Outcomes
{
    public static ItemOutcome Of(InboxItem item, OutcomeKind kind, DateTimeOffset now) => kind switch
    {
        OutcomeKind.Retry or OutcomeKind.Snoozed => new ItemOutcome { Item = item, Kind = kind, NotBefore = now },
        _ => new ItemOutcome { Item = item, Kind = kind, Record = Record(item, kind, now) },
    };

    public static LedgerRecord Record(InboxItem item, OutcomeKind kind, DateTimeOffset now) => new()
    {
        Flow = item.Change.Flow,
        Record = item.Change.Record,
        Lane = item.Change.Lane,
        State = kind switch
        {
            OutcomeKind.Skipped => LedgerState.Skipped,
            OutcomeKind.Dead => LedgerState.Dead,
            _ => LedgerState.Written,
        },
        ModifiedAt = item.Change.ModifiedAt,
        Hash = item.Change.Hash,
        IsDeleted = item.Change.IsDeleted,
        Code = kind == OutcomeKind.Dead ? "order.tax" : string.Empty,
        Message = kind == OutcomeKind.Dead ? "The tax is off by 0.01 USD." : string.Empty,
        Remedy = kind == OutcomeKind.Dead ? "Correct the tax in the shop." : string.Empty,
        Total = 1234.50m,
        Currency = "USD",
        SettingsVersion = 3,
        Attempts = item.Attempts,
        SettledAt = now,
        Payload = kind == OutcomeKind.Dead ? item.Change.Payload : default,
    };

    /// <summary>A dead letter for what was found in the books, in place of a record's row.</summary>
    public static LedgerRecord Held(RecordKey record, LedgerRecord? row, Merchant merchant, DateTimeOffset now) =>
        (row ?? new LedgerRecord
        {
            Flow = Merchant.Flow,
            Record = record,
            Lane = merchant.Books,
            State = LedgerState.Dead,
            ModifiedAt = DateTimeOffset.MinValue,
            SettledAt = now,
        }) with
        {
            State = LedgerState.Dead,
            Code = "books.changed",
            Message = "It was written as a; the books now hold b.",
            Remedy = "Decide.",
            SettledAt = now,
            Payload = default,
        };

    public static LedgerDocument Document(Change change, DateTimeOffset now, string key = "sale", int generation = 1) => new()
    {
        Flow = change.Flow,
        Record = change.Record,
        Lane = change.Lane,
        Key = key,
        Kind = "SalesReceipt",
        DestinationId = "145",
        Version = "0",
        Hash = ContentHash.Of("sales receipt"u8),
        Total = 1234.50m,
        Tax = -0.10m,
        Currency = "USD",
        CountsTowardsTotal = false,
        Date = new DateOnly(2026, 2, 28),
        Fingerprint = "2026-02-28 | 1234.50 USD | T-shirt 2 × 600.00 | \"ä\"",
        Proof = """{"residual":0}""",
        SettingsVersion = 7,
        RequestId = $"request-{change.Record.Id}-{generation}",
        Generation = generation,
        WrittenAt = now,
    };

    public static AuditEntry Audit(TenantId tenant, DateTimeOffset now, string reason = "test") =>
        new(tenant, now, "credentials.changed", "subject", reason, "suite");

    public static Intent Intent(Change change, DateTimeOffset now, string requestId = "request", string content = "bytes") => new()
    {
        RequestId = requestId,
        Route = "POST batch",
        Content = System.Text.Encoding.UTF8.GetBytes(content),
        Targets = [new IntentTarget { Id = "b1", Document = Document(change, now) }],
        CreatedAt = now,
    };
}
