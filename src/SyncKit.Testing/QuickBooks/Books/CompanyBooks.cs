using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Snapshots;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>Everything one company keeps. Callers hold <see cref="Gate"/>.</summary>
internal sealed class CompanyBooks
{
    private readonly Dictionary<EntityKind, EntityTable> tables = EntityKind.All.ToDictionary(kind => kind, _ => new EntityTable());
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private HashSet<StoredEntity>? hidden;

    public CompanyBooks(CompanyOptions settings, QuickBooksSimulatorOptions behaviour)
    {
        Settings = settings;
        Behaviour = behaviour;
    }

    public ChangeLog Changes { get; } = new();

    public object Gate { get; } = new();

    public CompanyOptions Settings { get; }

    public QuickBooksSimulatorOptions Behaviour { get; }

    public bool IsUs => Settings.Country == "US";

    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The account that holds receipts until they are deposited.</summary>
    public string UndepositedFundsId { get; set; } = string.Empty;

    /// <summary>Where discounts are posted unless a line says otherwise.</summary>
    public string DiscountAccountId { get; set; } = string.Empty;

    /// <summary>Where the shipping field is posted.</summary>
    public string ShippingAccountId { get; set; } = string.Empty;

    /// <summary>The tax code the automated engine puts on every document.</summary>
    public string? AutomatedTaxCodeId { get; set; }

    /// <summary>Whether the app calls with the keys of another environment.</summary>
    public bool WrongEnvironment { get; set; }

    public DateTimeOffset Now => Behaviour.Time.GetUtcNow();

    public EntityTable this[EntityKind kind] => tables[kind];

    public string NextDocNumber() => Next("DocNumber", 1001);

    /// <summary>Starts to hide what is created from now on from look-ups: the items of one batch cannot see each other.</summary>
    public void HideNew() => hidden = [];

    public void ShowNew() => hidden = null;

    public bool IsHidden(StoredEntity row) => hidden is not null && hidden.Contains(row);

    public StoredEntity? Find(EntityKind kind, string id) =>
        tables[kind].Find(id) is { } row && !IsHidden(row) ? row : null;

    /// <summary>The active entity a reference points to.</summary>
    /// <exception cref="RefusalException">There is none (2500), or it is inactive (610).</exception>
    public StoredEntity Resolve(EntityKind kind, string id)
    {
        StoredEntity row = Find(kind, id) ?? throw Refuse.InvalidReference(kind.Family == EntityFamily.Name ? "Names" : kind.Name + "s", id);
        return row.Active ? row : throw Refuse.NotFound();
    }

    public StoredEntity Add(EntityKind kind, JsonObject document, string? id = null)
    {
        StoredEntity row = new(kind, id ?? Next(Sequence(kind), 1), PacificTime.WholeSeconds(Now));
        hidden?.Add(row);
        Store(row, document);
        Tell(row, "created");
        return row;
    }

    /// <summary>Makes the document the next version of the entity.</summary>
    public void Replace(StoredEntity row, JsonObject document, string operation = "updated", string? deletedId = null)
    {
        row.SyncToken++;
        row.LastUpdated = PacificTime.WholeSeconds(Now);
        Store(row, document);
        Tell(row, operation, deletedId);
    }

    public void Remove(StoredEntity row)
    {
        row.LastUpdated = PacificTime.WholeSeconds(Now);
        tables[row.Kind].Remove(row);
        Tell(row, "deleted");
    }

    /// <summary>The first entity is gone, and the other stands for both.</summary>
    public void Merge(StoredEntity from, StoredEntity into)
    {
        from.LastUpdated = PacificTime.WholeSeconds(Now);
        tables[from.Kind].Remove(from);
        Replace(into, into.Read(), "merged", from.Id);
    }

    public BooksSnapshot Save() => new(
        Settings.Copy(),
        [.. Currencies],
        UndepositedFundsId,
        DiscountAccountId,
        ShippingAccountId,
        AutomatedTaxCodeId,
        new Dictionary<string, long>(sequences),
        tables.ToDictionary(table => table.Key.Name, table => table.Value.Save()),
        WrongEnvironment,
        [.. Changes.Waiting]);

    public void Load(BooksSnapshot saved)
    {
        Currencies.UnionWith(saved.Currencies);
        UndepositedFundsId = saved.UndepositedFundsId;
        DiscountAccountId = saved.DiscountAccountId;
        ShippingAccountId = saved.ShippingAccountId;
        AutomatedTaxCodeId = saved.AutomatedTaxCodeId;
        WrongEnvironment = saved.WrongEnvironment;
        foreach (EntityChange change in saved.Changes ?? [])
        {
            Changes.Add(change);
        }

        foreach ((string sequence, long last) in saved.Sequences)
        {
            sequences[sequence] = last;
        }

        foreach ((EntityKind kind, EntityTable table) in tables)
        {
            if (saved.Tables.TryGetValue(kind.Name, out TableSnapshot? rows))
            {
                table.Load(kind, rows);
            }
        }
    }

    private static string Sequence(EntityKind kind) => kind.Family switch
    {
        EntityFamily.Transaction => "Transaction",
        EntityFamily.Name => "Name",
        _ => kind.Name,
    };

    private void Store(StoredEntity row, JsonObject document)
    {
        document["domain"] = "QBO";
        document["sparse"] = false;
        document["Id"] = row.Id;
        document["SyncToken"] = row.SyncToken.ToString(CultureInfo.InvariantCulture);
        document["MetaData"] = new JsonObject
        {
            ["CreateTime"] = PacificTime.Seconds(row.Created),
            ["LastUpdatedTime"] = PacificTime.Seconds(row.LastUpdated),
        };
        if (Behaviour.AddUnknownMembers)
        {
            document["AddedWithoutNotice"] = new JsonObject { ["Status"] = "BRAND_NEW" };
        }

        row.Active = document.Flag("Active") ?? true;
        tables[row.Kind].Put(row, document);
    }

    private void Tell(StoredEntity row, string operation, string? deletedId = null)
    {
        if (ChangeLog.Tells(row.Kind))
        {
            Changes.Add(new EntityChange(Next("Change", 1), row.Kind.Name, row.Id, operation, row.LastUpdated, deletedId));
        }
    }

    private string Next(string sequence, long first)
    {
        long next = sequences.TryGetValue(sequence, out long last) ? last + 1 : first;
        sequences[sequence] = next;
        return next.ToString(CultureInfo.InvariantCulture);
    }
}
