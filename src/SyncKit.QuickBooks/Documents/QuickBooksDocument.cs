using System.Text;

namespace SyncKit.QuickBooks;

/// <summary>A QuickBooks transaction as the JSON that is sent, without QuickBooks' own id and version.</summary>
public sealed class QuickBooksDocument
{
    /// <summary>Wraps a transaction.</summary>
    /// <param name="json">One JSON object in UTF-8 with at least one member.</param>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not a JSON object.</exception>
    public QuickBooksDocument(ReadOnlyMemory<byte> json)
    {
        if (json.Span is not [(byte)'{', (byte)'"', .., (byte)'}'])
        {
            throw new ArgumentException("A document is one JSON object without white space around it.", nameof(json));
        }

        Json = json;
    }

    /// <summary>The JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The JSON as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);
}
