using SyncKit.Servers;

[assembly: AssemblyFixture(typeof(SupabaseLiteFixture))]
