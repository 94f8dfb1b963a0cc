using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>How QuickBooks comes to a document's tax.</summary>
public enum TaxArithmetic
{
    /// <summary>It keeps the amounts that the document states.</summary>
    [JsonStringEnumMemberName("Stated")]
    Stated,

    /// <summary>It computes each rate on the sum of the taxable amounts, whatever the document states.</summary>
    [JsonStringEnumMemberName("PerSubtotal")]
    PerSubtotal,

    /// <summary>It computes each rate on every line and adds the rounded amounts, whatever the document states.</summary>
    [JsonStringEnumMemberName("PerLine")]
    PerLine,
}
