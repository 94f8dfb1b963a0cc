using System.Text.Json;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>How a store's JSON is read.</summary>
internal static class StoreJson
{
    // Plug-ins nest what they attach as deep as they like, and one such order must not spoil its page.
    private const int MaxDepth = 1000;

    private static readonly JsonReaderOptions OneValue = new() { MaxDepth = MaxDepth };
    private static readonly JsonReaderOptions SeveralValues = new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    /// <summary>A reader of one document.</summary>
    public static Utf8JsonReader Read(ReadOnlySpan<byte> json) => new(json, OneValue);

    /// <summary>A reader of documents that follow one another.</summary>
    public static Utf8JsonReader ReadSeveral(ReadOnlySpan<byte> json) => new(json, SeveralValues);
}
