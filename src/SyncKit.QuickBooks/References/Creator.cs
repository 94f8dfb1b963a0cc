using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Makes list entries under names that are free: a name that turns out to be taken gives way to the next one.</summary>
internal sealed class Creator(DeliveryContext context, int batchSize)
{
    public const string NameTaken = "quickbooks.name-taken";
    private const int MostRounds = 6;

    private readonly string realmId = SettingsReader.Read(context.Destination).RealmId;

    /// <param name="wanted">What is to be made; entries of several lists share calls, for none needs another.</param>
    /// <param name="cancellationToken">Gives up before the next call.</param>
    /// <exception cref="ConnectorException">A call failed as a whole.</exception>
    public async Task<IReadOnlyList<ReferenceAnswer>> MakeAsync(IReadOnlyList<NewEntry> wanted, CancellationToken cancellationToken)
    {
        Dictionary<Reference, ReferenceAnswer> answers = [];
        IReadOnlyList<NewEntry> open = wanted;
        for (int round = 0; open.Count > 0 && round < MostRounds; round++)
        {
            foreach (NewEntry[] chunk in open.Chunk(batchSize))
            {
                foreach (ReferenceAnswer answer in await SendAsync(chunk, cancellationToken).ConfigureAwait(false))
                {
                    answers[answer.Reference] = answer;
                }
            }

            open = [.. open.Where(entry => answers[entry.Reference].Failure?.Code == NameTaken)];
        }

        return [.. answers.Values];
    }

    private async Task<IReadOnlyList<ReferenceAnswer>> SendAsync(NewEntry[] entries, CancellationToken cancellationToken)
    {
        BatchContent batch = new();
        List<IntentTarget> targets = [];
        for (int i = 0; i < entries.Length; i++)
        {
            NewEntry entry = entries[i];
            string id = BatchContent.TargetId(i);
            batch.AddCreate(id, entry.Entity, entry.Content(entry.TakeName()).Span);
            targets.Add(new IntentTarget { Id = id, Reference = Answers.Resolved(entry.Reference, string.Empty, context.Now) });
        }

        ReadOnlyMemory<byte> content = batch.Close();
        Intent intent = new()
        {
            RequestId = RequestIds.Of([realmId, .. entries.Select(static entry => $"{entry.Entity} {entry.Reference.Key}")], content.Span),
            Route = CompanyApi.BatchRoute,
            Content = content,
            Targets = targets,
            CreatedAt = context.Now,
        };
        WriteAnswer answer = await context.WriteAsync(intent, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            throw new ConnectorException(failure);
        }

        Dictionary<string, TargetAnswer> byId = answer.Targets.ToDictionary(static target => target.TargetId, StringComparer.Ordinal);
        return [.. entries.Select((entry, i) => AnswerOf(entry.Reference, byId.GetValueOrDefault(BatchContent.TargetId(i))))];
    }

    private ReferenceAnswer AnswerOf(Reference reference, TargetAnswer? target) => target switch
    {
        { Written: { } written } => Answers.Found(reference, written.Id, context.Now),

        // What an entry refers to was looked up just now: there is nothing to look up anew.
        { Failure: { Kind: FailureKind.Stale } stale } => Answers.Not(reference, stale with { Kind = FailureKind.Permanent }),
        { Failure: { } failure } => Answers.Not(reference, failure),
        _ => Answers.Not(
            reference,
            new Failure(
                FailureKind.Uncertain,
                "quickbooks.no-answer",
                $"QuickBooks did not say whether it made the {reference.Kind} {reference.Key.Split(':', 2)[^1]}.",
                "Nothing needs doing: it is tried again.")),
    };
}
