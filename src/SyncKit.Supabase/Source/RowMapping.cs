using System.Text.Json;

namespace SyncKit.Supabase.Source;

/// <summary>Where the fields of one kind of row come from.</summary>
/// <param name="Fields">The kind of row.</param>
/// <param name="Columns">The columns, or in a JSON list the members, each under its field.</param>
internal sealed record RowMapping(SourceFields Fields, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>The table; empty for a JSON list.</summary>
    public required string Table { get; init; }

    /// <summary>The field of the order's row that holds the JSON list; empty for a table.</summary>
    public string List { get; init; } = string.Empty;

    /// <summary>Fields that hold the same in every row.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Constants { get; init; }

    /// <summary>Conditions that every request has.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>The time zone in which days are told from moments.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Further columns that are read along, each under a name of its own.</summary>
    public IReadOnlyDictionary<string, string> Extras { get; init; } = new Dictionary<string, string>();

    /// <summary>What is asked of each row: every column under the name of its field.</summary>
    public string Select => string.Join(',', Columns.Concat(Extras).Select(static pair => $"{ApiName.Of(Alias(pair.Key))}:{ApiName.OfPath(pair.Value)}"));

    /// <summary>The column of a field that rows are sorted by.</summary>
    public string Column(string field) => Columns[field];

    /// <summary>What a field is called in answers: names with a dot would need quotation marks.</summary>
    public static string Alias(string field) => field.Replace(".", "__", StringComparison.Ordinal);
}
