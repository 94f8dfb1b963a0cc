using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Query;
using SyncKit.Testing.QuickBooks.Replay;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>A batch: items run in no particular order, cannot see each other, and fail one by one.</summary>
internal sealed class BatchCall(CompanyBooks books, WriteCall writes, QueryRunner queries, Random chance)
{
    /// <summary>Returns the array that stands under <c>BatchItemResponse</c>, and how many metered queries it held.</summary>
    public (byte[] Json, int Reads) Run(JsonObject body, string? requestId)
    {
        JsonObject[] items = [.. body.Children("BatchItemRequest")];
        int largest = books.Behaviour.Limits.BatchItems;
        if (items.Length > largest)
        {
            throw Refuse.BatchTooBig(largest);
        }

        if (books.Behaviour.ShuffleBatch)
        {
            chance.Shuffle(items);
        }

        int reads = 0;
        books.HideNew();
        try
        {
            using MemoryStream buffer = new();
            using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JsonReading.Relaxed.Encoder, SkipValidation = true }))
            {
                writer.WriteStartArray();
                foreach (JsonObject item in items)
                {
                    writer.WriteStartObject();
                    reads += RunItem(writer, item, requestId) ? 1 : 0;
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            return (buffer.ToArray(), reads);
        }
        finally
        {
            books.ShowNew();
        }
    }

    private bool RunItem(Utf8JsonWriter writer, JsonObject item, string? requestId)
    {
        string? id = item.Text("bId");
        bool isQuery = false;
        try
        {
            if (item.Text("Query") is { } statement)
            {
                byte[] rows = queries.Run(statement);
                writer.WritePropertyName("QueryResponse");
                writer.WriteRawValue(rows, skipInputValidation: true);
                isQuery = true;
            }
            else
            {
                RememberedAnswer answer = Write(item, id, requestId);
                writer.WritePropertyName(answer.Key);
                writer.WriteRawValue(answer.Json, skipInputValidation: true);
            }
        }
        catch (RefusalException refusal)
        {
            Envelope.WriteFault(writer, refusal);
        }

        if (id is not null)
        {
            writer.WriteString("bId", id);
        }

        return isQuery;
    }

    private RememberedAnswer Write(JsonObject item, string? id, string? requestId)
    {
        string? itemRequestId = requestId is null ? null : $"{requestId}/{id}";
        if (itemRequestId?.Length > WriteCall.LongestRequestId + 1)
        {
            throw Refuse.InvalidRequestId(requestId + id);
        }

        string? key = item.Select(property => property.Key).FirstOrDefault(name => EntityKind.Find(name) is not null);
        if (key is null || item[key] is not JsonObject sent)
        {
            throw Refuse.Unsupported(item.Text("operation") ?? "null");
        }

        string operation = item.Text("operation") ?? throw Refuse.Required("operation");
        return writes.Run(EntityKind.Find(key)!, operation, item.Text("optionsData"), sent, itemRequestId);
    }
}
