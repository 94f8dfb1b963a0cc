namespace SyncKit.AspNetCore.Api.Documenting;

/// <summary>What the parameters of all routes mean. A name means the same everywhere.</summary>
internal static class Parameters
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["tenant"] = "The tenant's id.",
        ["connector"] = "The connector's name, for example woocommerce.",
        ["name"] = "The name of the connection or of the schedule.",
        ["id"] = "The id.",
        ["limit"] = "The most rows of a page: 1 to 500; 100 when absent.",
        ["after"] = "What the previous page gave as next; absent for the first page.",
        ["flow"] = "The flow's name.",
        ["code"] = "Only what has this code.",
        ["destination"] = "The destination connection, as connector/name.",
        ["source"] = "The source connection, as connector/name.",
        ["kind"] = "The kind of record or document, for example order or Invoice.",
        ["record"] = "The record's id at its source.",
        ["document"] = "The document's id at its destination.",
        ["payload"] = "true adds the content as the source sent it.",
        ["action"] = "Only entries whose action begins so, for example credentials.",
        ["anchor"] = "A mark that was noted elsewhere, as an earlier check gave it.",
        ["subject"] = "Only entries about this subject.",
        ["from"] = "The beginning, inclusive, as ISO 8601.",
        ["to"] = "The end, exclusive, as ISO 8601.",
        ["state"] = "Only what is in this state.",
        ["sameAccount"] = "true says that settings with another address mean the same account all the same.",
        ["force"] = "true does it though work is under way.",
    };

    public static string? MeaningOf(string name) => Meanings.GetValueOrDefault(name);
}
