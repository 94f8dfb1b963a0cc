using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Delivery;

/// <summary>Makes intents: the same content for the same records has the same key. Pure.</summary>
internal static class IntentMaker
{
    private const int KeyBytes = 16;
    private const int PartBytes = 2 * sizeof(ulong) + 2 * sizeof(int);

    private static readonly string[] TargetIds = [.. Enumerable.Range(0, RequestLimits.Rows).Select(static place => place.ToString(CultureInfo.InvariantCulture))];

    public static Intent Make(
        Connection destination, string route, ReadOnlyMemory<byte> content, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes, DateTimeOffset now)
    {
        string requestId = RequestId(destination, route, content.Span, writes);
        IntentTarget[] targets = new IntentTarget[writes.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = new IntentTarget { Id = TargetId(i), Document = Document(destination, writes[i], requestId, now) };
        }

        return new Intent { RequestId = requestId, Route = route, Content = content, Targets = targets, CreatedAt = now };
    }

    private static string TargetId(int place) => place < TargetIds.Length ? TargetIds[place] : place.ToString(CultureInfo.InvariantCulture);

    private static LedgerDocument Document(Connection destination, DocumentWrite<SupabaseDocument> write, string requestId, DateTimeOffset now)
    {
        DocumentDraft<SupabaseDocument> draft = write.Draft;
        LedgerDocument? there = write.Existing;
        bool ends = draft.Operation == DraftOperation.Void;
        return new LedgerDocument
        {
            Flow = write.Flow,
            Record = write.Record,
            Lane = destination.Id,
            Key = draft.Key,
            Kind = draft.Kind,
            State = ends ? DocumentState.Voided : DocumentState.Posted,
            DestinationId = there?.DestinationId ?? string.Empty,
            Version = there?.Version ?? string.Empty,
            Hash = ends ? there!.Hash : draft.Hash,
            Total = draft.Total,
            Tax = draft.Tax,
            Currency = draft.Currency,
            CountsTowardsTotal = ends ? there!.CountsTowardsTotal : draft.CountsTowardsTotal,
            Date = ends ? there!.Date : draft.Document!.Rows.Day,
            SettingsVersion = ends ? there!.SettingsVersion : destination.Settings.Version,
            RequestId = requestId,
            Generation = write.Generation,
            WrittenAt = now,
        };
    }

    /// <summary>Rows follow from their hashes and from whether they are new; what marks or deletes rows is hashed itself.</summary>
    private static string RequestId(Connection destination, string route, ReadOnlySpan<byte> content, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{destination.Id}\n{route}\n"));
        Span<byte> part = stackalloc byte[PartBytes];
        foreach (DocumentWrite<SupabaseDocument> write in writes)
        {
            BinaryPrimitives.WriteUInt64BigEndian(part, write.Draft.Hash.High);
            BinaryPrimitives.WriteUInt64BigEndian(part[8..], write.Draft.Hash.Low);
            BinaryPrimitives.WriteInt32BigEndian(part[16..], write.Generation);
            BinaryPrimitives.WriteInt32BigEndian(part[20..], write.Existing is null ? 0 : 1);
            hash.AppendData(part);
        }

        if (writes[0].Draft.Operation == DraftOperation.Void)
        {
            hash.AppendData(content);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..KeyBytes]);
    }
}
