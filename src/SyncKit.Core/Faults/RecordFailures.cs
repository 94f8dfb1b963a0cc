using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Faults;

/// <summary>Why a record is held, or in a plan would be, for reasons that every connector shares.</summary>
internal static class RecordFailures
{
    public static Failure Malformed(RecordKey record, RecordFormatException malformed) => new(
        FailureKind.Permanent,
        "record.malformed",
        $"The {record.Kind} {record.Id} cannot be read: {malformed.Message}",
        "Correct the record in the shop, or have the plug-in that writes this field corrected; then retry.");

    public static Failure NotAnswered(RecordKey record) => new(
        FailureKind.Transient,
        "record.not-answered",
        $"The shop did not answer for {record.Kind} {record.Id}.",
        "Nothing to do: it is asked for again.");

    public static Failure Broken(RecordKey record, Exception unexpected) => new(
        FailureKind.Permanent,
        "transform.failed",
        $"The {record.Kind} {record.Id} meets an error in the program ({unexpected.GetType().Name}).",
        "Report it with the time and the record's id; retry once the program is corrected.");

    public static Failure Endless(RecordKey record, int rounds) => new(
        FailureKind.Permanent,
        "transform.endless",
        $"The {record.Kind} {record.Id} asked for more documents {rounds} times: what it should have never matches what was written.",
        "Report it with the record's id; retry once the program is corrected.");

    public static Failure Differs(RecordKey record, Money worth, decimal booked) => new(
        FailureKind.Permanent,
        "total.differs",
        $"The {record.Kind} {record.Id} is worth {worth}, its documents would add up to {new Money(booked, worth.Currency)}.",
        "Compare them; a document that the shop no longer knows of is corrected in the books by hand.");

    public static Failure Held(LedgerRecord dead) => new(FailureKind.Permanent, dead.Code, dead.Message, dead.Remedy);

    /// <summary>What a destination made of a document is not what the record says.</summary>
    public static Failure Differs(LedgerDocument document, Money total, Money tax) => new(
        FailureKind.Permanent,
        "total.differs",
        $"{document.Kind} {document.DestinationId} came out at {new Money(document.Total, document.Currency)} of which {new Money(document.Tax, document.Currency)} tax; "
            + $"the shop says {total}, of which {tax} tax.",
        "Compare the tax set-up of the books with the shop's, correct the document or its settings, then retry.");
}
