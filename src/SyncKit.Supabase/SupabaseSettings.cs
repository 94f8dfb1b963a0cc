using System.Diagnostics.CodeAnalysis;

namespace SyncKit.Supabase;

/// <summary>What a tenant sets for a Supabase project.</summary>
public sealed record SupabaseSettings
{
    private const string DefaultSchema = "public";

    private static readonly SupabaseTables DefaultTables = new();

    /// <summary>The project's address, for example <c>https://abcdefghijklmnop.supabase.co</c>. It must be https unless the project is on the loopback interface.</summary>
    public required string Url { get; init; }

    /// <summary>The database schema that is spoken with; the project must expose it. Default: <c>public</c>.</summary>
    [AllowNull]
    public string Schema { get => field ?? DefaultSchema; init; }

    /// <summary>
    /// The tables whose database webhooks are taken, each under its name, with its schema before a dot where that is another than <see cref="Schema"/>.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, SupabaseWebhookTable>? WebhookTables { get; init; }

    /// <summary>Where rows are written to when the project is a destination. Default: the tables of SyncKit's default schema, <see cref="SupabaseSchema"/>.</summary>
    [AllowNull]
    public SupabaseTables Tables { get => field ?? DefaultTables; init; }

    /// <summary>
    /// Where records are read from when the project is a source. Default: the tables of SyncKit's default schema, where the source whose rows are meant must
    /// be named.
    /// </summary>
    public SupabaseSources? Sources { get; init; }
}
