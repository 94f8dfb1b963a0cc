using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.References;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>
/// Looks up what became of a call's targets: by id, else by number or, where a kind has none, by day, and by the marker in the private note; list entries by
/// their name.
/// </summary>
internal sealed class LookUp(CompanyQueries queries)
{
    private const int FullPage = 1000;

    /// <exception cref="ConnectorException">QuickBooks refused or could not be reached.</exception>
    public async Task<IReadOnlyList<TargetAnswer>> RunAsync(
        Connection connection, Intent intent, IReadOnlyList<IntentTarget> targets, CancellationToken cancellationToken)
    {
        Dictionary<string, JsonElement> sent = Sent(intent);
        List<(IntentTarget Target, Query Query)> looks = [.. targets.Select(target => (target, QueryFor(target, sent.GetValueOrDefault(target.Id))))];

        // Targets of one kind that are known by id or number share a query.
        List<Query> all = [.. looks.Select(static look => look.Query).Distinct()];
        List<Query> merged = [.. Merged(all)];
        var rows = await queries.RunAsync(connection, merged, cancellationToken).ConfigureAwait(false);
        List<(string Entity, JsonElement Row)> further = [];
        foreach (Query full in merged.Where((_, i) => rows[i].Count >= FullPage))
        {
            further.AddRange((await RestAsync(connection, full, cancellationToken).ConfigureAwait(false)).Select(row => (full.Entity, row)));
        }

        ILookup<string, JsonElement> byEntity = merged
            .SelectMany((query, i) => rows[i].Select(row => (query.Entity, Row: row)))
            .Concat(further)
            .ToLookup(static found => found.Entity, static found => found.Row, StringComparer.Ordinal);
        return [.. looks.Select(look => new TargetAnswer
        {
            TargetId = look.Target.Id,
            Written = Find(look.Target, sent.GetValueOrDefault(look.Target.Id), byEntity[look.Query.Entity]),
        })];
    }

    /// <summary>What a page did not hold: a day may have more transactions than one page, and what is not found would be written a second time.</summary>
    private async Task<List<JsonElement>> RestAsync(Connection connection, Query query, CancellationToken cancellationToken)
    {
        List<JsonElement> rest = [];
        IReadOnlyList<JsonElement> page;
        do
        {
            string statement = string.Create(
                CultureInfo.InvariantCulture,
                $"select * from {query.Entity} where {query.Condition} startposition {FullPage + rest.Count + 1} maxresults {FullPage}");
            page = await queries.RunAsync(connection, query.Entity, statement, cancellationToken).ConfigureAwait(false);
            rest.AddRange(page);
        }
        while (page.Count >= FullPage);
        return rest;
    }

    private static IEnumerable<Query> Merged(List<Query> all)
    {
        foreach (var group in all.GroupBy(static query => (query.Entity, query.Property)))
        {
            if (group.Key.Property is null)
            {
                foreach (Query query in group)
                {
                    yield return query;
                }

                continue;
            }

            foreach (Query query in Query.In(group.Key.Entity, group.Key.Property, group.Select(static query => query.Value!)))
            {
                yield return query;
            }
        }
    }

    private static Query QueryFor(IntentTarget target, JsonElement sent)
    {
        if (target.Document is not { } document)
        {
            bool isCustomer = target.Reference!.Kind == ReferenceKinds.Customer;
            return isCustomer
                ? Query.Of("Customer", "DisplayName", sent.Text("DisplayName"))
                : Query.Of("Item", "Name", sent.Text("Name"));
        }

        if (document.DestinationId.Length > 0)
        {
            return Query.Of(document.Kind, "Id", document.DestinationId);
        }

        string number = Number(document.Kind, sent);
        if (number.Length > 0)
        {
            return Query.Of(document.Kind, "DocNumber", number);
        }

        // Whether QuickBooks filters by the account of an expense or a deposit is not documented, so those are narrowed by their day alone.
        string day = $"TxnDate = {Query.Quoted(sent.Text("TxnDate"))}";
        string customer = sent.RefValue("CustomerRef");
        return new Query(document.Kind, customer.Length > 0 ? $"{day} and CustomerRef = {Query.Quoted(customer)}" : day);
    }

    /// <summary>The number that a document was sent with and can be found by; empty when there is none.</summary>
    private static string Number(string kind, JsonElement sent) =>
        TransactionKind.Find(kind) is { IsNumbered: true } ? sent.Text("DocNumber") : string.Empty;

    private static WrittenDocument? Find(IntentTarget target, JsonElement sent, IEnumerable<JsonElement> rows)
    {
        if (target.Document is not { } document)
        {
            string name = target.Reference!.Kind == ReferenceKinds.Customer ? "DisplayName" : "Name";
            JsonElement made = rows.FirstOrDefault(row => Same(row.Text(name), sent.Text(name))
                && Same(row.Text("Sku"), sent.Text("Sku"))
                && Same(row.Member("PrimaryEmailAddr").Text("Address"), sent.Member("PrimaryEmailAddr").Text("Address")));
            return made.ValueKind == JsonValueKind.Object ? WrittenReader.Reference(made, target.Reference.Attributes) : null;
        }

        if (document.DestinationId.Length > 0)
        {
            JsonElement there = rows.FirstOrDefault(row => row.Text("Id") == document.DestinationId);
            return there.ValueKind == JsonValueKind.Object ? WrittenReader.Document(document.Kind, there)
                : document.State == DocumentState.Voided ? WrittenReader.Gone(document.DestinationId, document.Currency)
                : null;
        }

        // A voided document has lost its marker, and it is never what a create was to make: it was made and voided before.
        string marker = Marker.In(sent.Text("PrivateNote"));
        string number = Number(document.Kind, sent);
        WrittenDocument[] found = [.. rows
            .Where(row => Marker.In(row.Text("PrivateNote")) == marker && marker.Length > 0 && (number.Length == 0 || Same(row.Text("DocNumber"), number)))
            .Select(row => WrittenReader.Document(document.Kind, row))
            .Where(static written => !written.IsVoided)
            .OrderBy(written => written.Total == document.Total ? 0 : 1)];
        return found.FirstOrDefault();
    }

    private static Dictionary<string, JsonElement> Sent(Intent intent)
    {
        Dictionary<string, JsonElement> sent = new(StringComparer.Ordinal);
        if (!Json.TryParse(intent.Content, out JsonElement root))
        {
            return sent;
        }

        foreach (JsonElement item in root.Items("BatchItemRequest"))
        {
            JsonElement entity = item.EnumerateObject().Select(static member => member.Value)
                .FirstOrDefault(static value => value.ValueKind == JsonValueKind.Object);
            sent[item.Text("bId")] = entity;
        }

        if (sent.Count == 0)
        {
            sent[intent.Targets[0].Id] = root;
        }

        return sent;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
