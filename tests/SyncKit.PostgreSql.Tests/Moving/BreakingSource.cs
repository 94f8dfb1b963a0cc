using System.Runtime.CompilerServices;
using SyncKit.Moving;

namespace SyncKit.PostgreSql.Tests.Moving;

/// <summary>A storage that breaks in the middle of a table, when it is read to be copied.</summary>
internal sealed class BreakingSource(IStorageSource source, string table) : IStorageSource
{
    private int reads;

    public DateTimeOffset Now => source.Now;

    public async IAsyncEnumerable<object?[]> ReadAsync(StorageTable read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first reading looks whether somebody works.
        bool breaks = read.Name == table && ++reads > 1;
        await foreach (object?[] row in source.ReadAsync(read, cancellationToken))
        {
            yield return row;
            if (breaks)
            {
                throw new IOException("The disk is gone.");
            }
        }
    }

    public Task<long> FindLastNumberAsync(StorageTable numbered, CancellationToken cancellationToken) =>
        source.FindLastNumberAsync(numbered, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
