namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>Changes that no webhook has told of yet: the latest 10 000.</summary>
internal sealed class ChangeLog
{
    private const int Most = 10_000;

    private static readonly HashSet<EntityKind> Untold = [EntityKind.TaxCode, EntityKind.TaxRate, EntityKind.CompanyCurrency, EntityKind.CompanyInfo];

    private readonly Queue<EntityChange> waiting = [];

    public IReadOnlyCollection<EntityChange> Waiting => waiting;

    public static bool Tells(EntityKind kind) => !Untold.Contains(kind);

    public void Add(EntityChange change)
    {
        if (waiting.Count == Most)
        {
            waiting.Dequeue();
        }

        waiting.Enqueue(change);
    }

    public IReadOnlyList<EntityChange> Take()
    {
        EntityChange[] taken = [.. waiting];
        waiting.Clear();
        return taken;
    }
}
