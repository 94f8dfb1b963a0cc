using SyncKit.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(StorageServer))]
