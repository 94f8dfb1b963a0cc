using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Faults;

namespace SyncKit.QuickBooks.References;

/// <summary>Looks into a company: one query alone, several in one batch call.</summary>
internal sealed class CompanyQueries(CompanyApi api)
{
    private const int LargestBatch = 30;

    /// <summary>The rows of each query, in the queries' order.</summary>
    /// <exception cref="ConnectorException">QuickBooks refused one or could not be reached.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<JsonElement>>> RunAsync(
        Connection connection, IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<JsonElement>> rows = new(queries.Count);
        foreach (Query[] chunk in queries.Chunk(LargestBatch))
        {
            rows.AddRange(chunk.Length == 1
                ? [await OneAsync(connection, chunk[0], cancellationToken).ConfigureAwait(false)]
                : await SeveralAsync(connection, chunk, cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }

    /// <summary>The rows of one statement of any form.</summary>
    /// <exception cref="ConnectorException">QuickBooks refused it or could not be reached.</exception>
    public async Task<IReadOnlyList<JsonElement>> RunAsync(Connection connection, string entity, string statement, CancellationToken cancellationToken)
    {
        ApiAnswer answer = await api.QueryAsync(connection, Encoding.UTF8.GetBytes(statement), cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? [.. answer.Root.Member("QueryResponse").Items(entity)] : throw new ConnectorException(answer.Failure);
    }

    private Task<IReadOnlyList<JsonElement>> OneAsync(Connection connection, Query query, CancellationToken cancellationToken) =>
        RunAsync(connection, query.Entity, query.Statement, cancellationToken);

    private async Task<IReadOnlyList<JsonElement>[]> SeveralAsync(Connection connection, Query[] queries, CancellationToken cancellationToken)
    {
        ApiAnswer answer = await api.ReadBatchAsync(connection, Content(queries), cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            throw new ConnectorException(answer.Failure);
        }

        var rows = new IReadOnlyList<JsonElement>?[queries.Length];
        foreach (JsonElement item in answer.Root.Items("BatchItemResponse"))
        {
            if (FaultParser.Read(item) is { } fault)
            {
                throw new ConnectorException(QuickBooksFaults.For(fault));
            }

            if (int.TryParse(item.Text("bId"), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index >= 0 && index < queries.Length)
            {
                rows[index] = [.. item.Member("QueryResponse").Items(queries[index].Entity)];
            }
        }

        // A query without an answer is not an empty list: what is believed missing would be made a second time.
        return [.. rows.Select(static found => found ?? throw new ConnectorException(AnswerFaults.Unreadable(writes: false)))];
    }

    private static ReadOnlyMemory<byte> Content(Query[] queries)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("BatchItemRequest");
        for (int i = 0; i < queries.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("bId", i.ToString(CultureInfo.InvariantCulture));
            json.WriteString("Query", queries[i].Statement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
