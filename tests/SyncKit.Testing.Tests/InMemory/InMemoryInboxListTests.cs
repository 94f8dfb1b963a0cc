using SyncKit.Conformance;

namespace SyncKit.Testing.Tests.InMemory;

public sealed class InMemoryInboxListTests : InboxListSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new InMemoryUnderTest());
}
