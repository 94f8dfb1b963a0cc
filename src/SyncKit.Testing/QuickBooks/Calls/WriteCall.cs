using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Replay;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>One write with its request id: done once, answered the same ever after.</summary>
internal sealed class WriteCall(CompanyBooks books, EntityWriter writer, ReplayMemory memory)
{
    public const int LongestRequestId = 50;

    /// <summary>How many writes were done; replays do not count.</summary>
    public int Done { get; private set; }

    public RememberedAnswer Run(EntityKind kind, string operation, string? include, JsonObject sent, string? requestId) =>
        Once(requestId, () => new RememberedAnswer(kind.Name, Do(kind, operation, include, sent), books.Now));

    public RememberedAnswer Once(string? requestId, Func<RememberedAnswer> write)
    {
        if (memory.Find(requestId, books.Now) is { } remembered)
        {
            return books.Behaviour.DuplicateRequestId == DuplicateRequestIdAnswer.Replay ? remembered : throw Refuse.DuplicateRequestId(requestId!);
        }

        RememberedAnswer answer = write();
        Done++;
        memory.Remember(requestId, answer);
        return answer;
    }

    private byte[] Do(EntityKind kind, string operation, string? include, JsonObject sent)
    {
        switch (operation)
        {
            case "create":
                return writer.Create(kind, sent).Json;
            case "delete":
                return writer.Delete(kind, sent).Bytes();
            case "update" when include == "void":
                return kind.VoidOperation == "update" ? writer.Void(kind, sent).Json : throw Refuse.Unsupported("void");
            case "update":
                return writer.Update(kind, sent).Json;
            case "void":
                return kind.VoidOperation == "void" ? writer.Void(kind, sent).Json : throw Refuse.Unsupported("void");
            default:
                throw Refuse.Unsupported(operation);
        }
    }
}
