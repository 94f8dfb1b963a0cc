using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.World;

/// <summary>What people and other programs do in the fake books, and how it shows.</summary>
internal sealed partial class Books
{
    public void ChangeByHand(ConnectionId lane, string id, decimal? total = null, bool voided = false, string? edit = null)
    {
        lock (gate)
        {
            BookDocument old = documents[(lane, id)];
            documents[(lane, id)] = old with { Total = total ?? old.Total, IsVoided = voided, Edit = edit ?? old.Edit, Version = Next(old.Version) };
            changedAt[(lane, id)] = Time.GetUtcNow();
        }
    }

    public void DeleteByHand(ConnectionId lane, string id)
    {
        lock (gate)
        {
            documents.Remove((lane, id), out BookDocument? old).Should().BeTrue();
            deleted[(lane, id)] = old!.Kind;
            changedAt[(lane, id)] = Time.GetUtcNow();
        }
    }

    /// <summary>What was changed since, the deleted ones with their kind alone.</summary>
    public IReadOnlyList<(BookDocument Document, bool IsDeleted)> ChangedSince(ConnectionId lane, DateTimeOffset since)
    {
        lock (gate)
        {
            ChangesAsked.Add(since);
            ArgumentOutOfRangeException.ThrowIfLessThan(since, ForgotChangesBefore);
            if (OnListChanges?.Invoke(lane) is { } failure)
            {
                throw new ConnectorException(failure);
            }

            return [.. changedAt.Where(row => row.Key.Lane == lane && row.Value >= since).Select(row => deleted.TryGetValue(row.Key, out string? kind)
                ? (new BookDocument { Kind = kind, Id = row.Key.Id }, true)
                : (Listed(documents[row.Key]), false))];
        }
    }

    private BookDocument Listed(BookDocument document) => ListsBehind && document.Version != "0"
        ? document with { Version = "0", Total = document.Total - 1 }
        : document;

    /// <summary>Puts in a document as a person or another program would.</summary>
    public BookDocument PutByHand(ConnectionId lane, BookDocument document)
    {
        lock (gate)
        {
            BookDocument put = document with { Id = $"d{++lastId}", Version = "0" };
            documents[(lane, put.Id)] = put;
            return put;
        }
    }
}
