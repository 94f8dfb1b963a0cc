using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Makes list entries under names that are free: a name that turns out to be taken gives way to the next one.</summary>
internal sealed class Creator(DeliveryContext context, string entity, int batchSize)
{
    public const string NameTaken = "quickbooks.name-taken";
    private const int MostRounds = 6;

    private readonly string realmId = SettingsReader.Read(context.Destination).RealmId;

    /// <param name="wanted">What is to be made.</param>
    /// <param name="taken">The names that are taken; grows.</param>
    /// <param name="names">The names that an entry may have, best first.</param>
    /// <param name="content">The entry's content under a name.</param>
    /// <param name="cancellationToken">Gives up before the next call.</param>
    /// <exception cref="ConnectorException">A call failed as a whole.</exception>
    public async Task<IReadOnlyList<ReferenceAnswer>> MakeAsync(
        IReadOnlyList<Reference> wanted,
        HashSet<string> taken,
        Func<Reference, IEnumerable<string>> names,
        Func<Reference, string, ReadOnlyMemory<byte>> content,
        CancellationToken cancellationToken)
    {
        Dictionary<Reference, ReferenceAnswer> answers = [];
        IReadOnlyList<Reference> open = wanted;
        for (int round = 0; open.Count > 0 && round < MostRounds; round++)
        {
            List<Creation> creations = [];
            foreach (Reference reference in open)
            {
                string name = names(reference).First(candidate => !taken.Contains(candidate));
                taken.Add(name);
                creations.Add(new Creation(reference, name, content(reference, name)));
            }

            foreach (Creation[] chunk in creations.Chunk(batchSize))
            {
                foreach (ReferenceAnswer answer in await SendAsync(chunk, cancellationToken).ConfigureAwait(false))
                {
                    answers[answer.Reference] = answer;
                }
            }

            open = [.. open.Where(reference => answers[reference].Failure?.Code == NameTaken)];
        }

        return [.. wanted.Select(reference => answers[reference])];
    }

    private async Task<IReadOnlyList<ReferenceAnswer>> SendAsync(Creation[] creations, CancellationToken cancellationToken)
    {
        BatchContent batch = new();
        List<IntentTarget> targets = [];
        for (int i = 0; i < creations.Length; i++)
        {
            string id = BatchContent.TargetId(i);
            batch.AddCreate(id, entity, creations[i].Json.Span);
            targets.Add(new IntentTarget { Id = id, Reference = Answers.Resolved(creations[i].Reference, string.Empty, context.Now) });
        }

        ReadOnlyMemory<byte> content = batch.Close();
        Intent intent = new()
        {
            RequestId = RequestIds.Of(
                [realmId, entity, .. creations.Select(static creation => creation.Reference.Key)], content.Span),
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
        return [.. creations.Select((creation, i) => AnswerOf(creation, byId.GetValueOrDefault(BatchContent.TargetId(i))))];
    }

    private ReferenceAnswer AnswerOf(Creation creation, TargetAnswer? target) => target switch
    {
        { Written: { } written } => Answers.Found(creation.Reference, written.Id, context.Now),
        { Failure: { } failure } => Answers.Not(creation.Reference, failure),
        _ => Answers.Not(
            creation.Reference,
            new Failure(FailureKind.Uncertain, "quickbooks.no-answer", $"QuickBooks did not say whether it made {creation.Name}.", "Nothing needs doing: it is tried again.")),
    };
}
