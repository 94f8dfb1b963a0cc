using SyncKit.Servers;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
