namespace SyncKit.Adopting;

/// <summary>What a record's document would look like in the destination, as far as that is known without asking it. For finding one that is there already.</summary>
public sealed record DocumentOutline
{
    /// <summary>Which of the record's documents, for example <c>sale</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The kinds of document that may stand for it, the one that would be written first.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The numbers that it may have, the one that would be written first.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>What the connector writes into the document to tell where it came from.</summary>
    public required string Marker { get; init; }

    /// <summary>The total; negative when money goes back.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax; negative when money goes back.</summary>
    public required decimal Tax { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The customer's name; empty when nobody is named.</summary>
    public string Customer { get; init; } = string.Empty;

    /// <summary>The customer's e-mail address; empty when there is none.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>Whether the document states what the record is worth. <value>Default: true.</value></summary>
    public bool CountsTowardsTotal { get; init; } = true;
}
