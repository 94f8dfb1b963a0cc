using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Query;
using SyncKit.Testing.QuickBooks.Replay;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>The API of one company: from a request that may come in to its answer. Callers hold the books' gate.</summary>
internal sealed class CompanyApi
{
    private readonly CompanyBooks books;
    private readonly string realmId;
    private readonly QueryRunner queries;
    private readonly WriteCall writes;
    private readonly BatchCall batches;

    public CompanyApi(CompanyBooks books, string realmId, Random chance)
    {
        this.books = books;
        this.realmId = realmId;
        Writer = new EntityWriter(books);
        Replay = new ReplayMemory(books.Behaviour.RequestIdRetention);
        queries = new QueryRunner(books);
        writes = new WriteCall(books, Writer, Replay);
        batches = new BatchCall(books, writes, queries, chance);
    }

    public EntityWriter Writer { get; }

    public ReplayMemory Replay { get; }

    /// <summary>How many entities were written through the API; replays do not count.</summary>
    public int Writes => writes.Done;

    /// <summary>How many successful reads were metered.</summary>
    public int MeteredReads { get; private set; }

    /// <param name="request">The request.</param>
    /// <param name="path">What follows the realm in the path, without a leading slash.</param>
    /// <exception cref="RefusalException">QuickBooks refuses.</exception>
    public SimulatedResponse Handle(SimulatedRequest request, string path)
    {
        string[] steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isPost = request.Method == "POST";
        switch (steps)
        {
            case ["query"]:
                return Read("QueryResponse", queries.Run(isPost ? request.BodyText : request.Query.GetValueOrDefault("query").ToString()));
            case ["cdc"] when !isPost:
                return Read("CDCResponse", ChangesCall.Run(books, request));
            case ["companyinfo", var id] when !isPost && id == realmId:
                return Read("CompanyInfo", books[EntityKind.CompanyInfo].Find("1")!.Json);
            case ["preferences"] when !isPost:
                return Read("Preferences", books[EntityKind.Preferences].Find("1")!.Json);
            case [var name, var id] when !isPost && EntityKind.Find(name) is { } kind:
                return Read(kind.Name, (books.Find(kind, id) ?? throw Refuse.NotFound()).Json);
            case ["batch"] when isPost:
                return Batch(request);
            case ["taxservice", "taxcode"] when isPost:
                return Envelope.Bare(AddTaxCode(request).Json);
            case [var name] when isPost && EntityKind.Find(name) is { } kind:
                return Write(request, kind);
            default:
                throw Refuse.Unsupported(path);
        }
    }

    private static JsonObject Body(SimulatedRequest request)
    {
        if (!Utf8.IsValid(request.Body.Span))
        {
            throw Refuse.Unsupported("com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid byte 1 of 1-byte UTF-8 sequence.");
        }

        try
        {
            return JsonNode.Parse(request.Body.Span) as JsonObject ?? throw Refuse.UnknownProperty("body", "IntuitEntity");
        }
        catch (JsonException)
        {
            throw Refuse.UnknownProperty("body", "IntuitEntity");
        }
    }

    private static string? RequestId(SimulatedRequest request)
    {
        string id = request.Query.GetValueOrDefault("requestid").ToString();
        return id.Length <= WriteCall.LongestRequestId ? (id.Length == 0 ? null : id) : throw Refuse.InvalidRequestId(id);
    }

    private SimulatedResponse Read(string key, byte[] json)
    {
        MeteredReads++;
        return Envelope.Ok(key, json, books.Now);
    }

    private SimulatedResponse Write(SimulatedRequest request, EntityKind kind)
    {
        JsonObject sent = Body(request);
        string include = request.Query.GetValueOrDefault("include").ToString();
        string operation = request.Query.GetValueOrDefault("operation").ToString();
        if (operation.Length == 0)
        {
            operation = sent.Text("Id") is null ? "create" : "update";
        }

        RememberedAnswer answer = writes.Run(kind, operation, include, sent, RequestId(request));
        return Envelope.Ok(answer.Key, answer.Json, answer.AnsweredAt);
    }

    private RememberedAnswer AddTaxCode(SimulatedRequest request) =>
        writes.Once(RequestId(request), () => new RememberedAnswer("TaxService", TaxServiceCall.Run(books, Body(request)).Bytes(), books.Now));

    private SimulatedResponse Batch(SimulatedRequest request)
    {
        (byte[] json, int reads) = batches.Run(Body(request), RequestId(request));
        MeteredReads += reads;
        return Envelope.Ok("BatchItemResponse", json, books.Now);
    }
}
