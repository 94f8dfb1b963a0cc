using SyncKit.Connections;

namespace SyncKit.Reconciling;

/// <summary>What a look at the changes in one destination found.</summary>
/// <param name="Destination">The destination connection.</param>
/// <param name="Read">How many changed documents it named, those that this program wrote itself included.</param>
/// <param name="Held">How many records became dead letters, because a person changed, voided or deleted a document of theirs.</param>
/// <param name="ListedAll">Whether everything had to be listed, because the changes since the last look are no longer known there.</param>
public sealed record BooksWatchReport(ConnectionId Destination, int Read, int Held, bool ListedAll);
