using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Settles orders as the engine does: stage by stage, and only what is missing.</summary>
internal static class Settling
{
    private const int MostRounds = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LedgerDocument[]> SettleAsync(this Host host, Order order, params LedgerDocument[] posted)
    {
        Dictionary<string, LedgerDocument> documents = posted.ToDictionary(document => document.Key);
        for (int round = 0; round < MostRounds; round++)
        {
            TransformResult<QuickBooksDocument> result = await host.TransformAsync(order, [.. documents.Values]);
            result.Refusal.Should().BeNull();
            DocumentWrite<QuickBooksDocument>[] missing =
                [.. result.Drafts.Where(draft => IsMissing(draft, documents)).Select(draft => Host.Write(order, draft, documents.GetValueOrDefault(draft.Key)))];
            if (missing.Length == 0)
            {
                result.MoreFollows.Should().BeFalse();
                return [.. documents.Values];
            }

            foreach (Intent intent in host.Destination.Plan(host.Books, missing, host.Time.GetUtcNow()))
            {
                await SendAsync(host, intent, documents);
            }
        }

        throw new InvalidOperationException($"Order {order.Id} is not settled after {MostRounds} rounds.");
    }

    public static JsonElement Booked(this Host host, LedgerDocument document) =>
        JsonDocument.Parse(host.Company.Find(document.Kind, document.DestinationId)!).RootElement;

    /// <summary>A call that voids, changes or posts one order's documents.</summary>
    public static async Task<Intent> AskAsync(this Host host, Order order, params LedgerDocument[] posted) =>
        host.Plan(order, await host.TransformAsync(order, posted), posted).Single();

    private static bool IsMissing(DocumentDraft<QuickBooksDocument> draft, Dictionary<string, LedgerDocument> documents)
    {
        LedgerDocument? there = documents.GetValueOrDefault(draft.Key);
        return draft.Operation == DraftOperation.Void ? there is { State: DocumentState.Posted } : there is not { State: DocumentState.Posted } || there.Hash != draft.Hash;
    }

    private static async Task SendAsync(Host host, Intent intent, Dictionary<string, LedgerDocument> documents)
    {
        WriteAnswer answer = await host.SendAsync(intent, Token);
        answer.Failure.Should().BeNull();
        foreach ((TargetAnswer said, IntentTarget target) in answer.Targets.Zip(intent.Targets))
        {
            LedgerDocument expected = target.Document!;
            if (said.Failure is { Kind: FailureKind.Stale })
            {
                WrittenDocument now = (await host.Destination.LookUpAsync(host.Books, intent with { Targets = [target] }, Token)).Targets.Single().Written!;
                documents[expected.Key] = documents[expected.Key] with { Version = now.Version };
                continue;
            }

            said.Failure.Should().BeNull();
            said.Written!.Total.Should().Be(expected.Total);
            documents[expected.Key] = expected with { DestinationId = said.Written.Id, Version = said.Written.Version, Fingerprint = said.Written.Fingerprint };
        }
    }
}
