using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Tests.Webhooks;

/// <summary>A storage whose disk is full while a test says so.</summary>
internal sealed class BrokenState(ISyncStateStore state) : ISyncStateStore
{
    public bool IsDown { get; set; }

    public Task<StreamPosition?> FindPositionAsync(StreamId stream, CancellationToken cancellationToken) =>
        state.FindPositionAsync(stream, cancellationToken);

    public Task<CommitReceipt> CommitAsync(
        StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position, CancellationToken cancellationToken) =>
        state.CommitAsync(stream, changes, position, cancellationToken);

    public Task<CommitReceipt?> ReceiveAsync(
        StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position, WebhookMark mark, CancellationToken cancellationToken) => IsDown
        ? throw new IOException("The disk is full.")
        : state.ReceiveAsync(stream, changes, position, mark, cancellationToken);

    public Task ForgetPositionAsync(StreamId stream, CancellationToken cancellationToken) => state.ForgetPositionAsync(stream, cancellationToken);
}
