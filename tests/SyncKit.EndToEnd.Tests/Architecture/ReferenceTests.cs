using System.Reflection;

namespace SyncKit.EndToEnd.Tests.Architecture;

public sealed class ReferenceTests
{
    /// <summary>Who may reference whom among the packages.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SyncKit.Core"] = [],
        ["SyncKit.Http"] = ["SyncKit.Core"],
        ["SyncKit.WooCommerce"] = ["SyncKit.Core", "SyncKit.Http"],
        ["SyncKit.QuickBooks"] = ["SyncKit.Core", "SyncKit.Http"],
        ["SyncKit.Supabase"] = ["SyncKit.Core", "SyncKit.Http"],
        ["SyncKit.Notifications"] = ["SyncKit.Core", "SyncKit.Http"],
        ["SyncKit.AspNetCore"] = ["SyncKit.Core"],
        ["SyncKit.Sqlite"] = ["SyncKit.Core"],
        ["SyncKit.PostgreSql"] = ["SyncKit.Core"],
        ["SyncKit.Orleans"] = ["SyncKit.Core"],
        ["SyncKit.Testing"] = ["SyncKit.Core"],
    };

    public static TheoryData<string> Packages => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_only_the_packages_below_it(string package)
    {
        IEnumerable<string> references = References(package).Where(name => name.StartsWith("SyncKit", StringComparison.Ordinal));

        references.Should().BeSubsetOf(Allowed[package]);
    }

    [Fact]
    public void The_core_references_nothing_but_the_framework_abstractions_and_the_reader_of_cron_expressions()
    {
        IEnumerable<string> extensions = References("SyncKit.Core").Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "netstandard");

        extensions.Should().OnlyContain(name => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            && (name.EndsWith(".Abstractions", StringComparison.Ordinal) || name == "Microsoft.Extensions.Options")
            || name == "Cronos");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_classes_are_sealed_or_static(string package)
    {
        IEnumerable<Type> open = Assembly.Load(package).GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

        open.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Type_names_say_what_a_type_does(string package)
    {
        string[] banned = ["Manager", "Helper", "Util", "Utils", "Processor", "Orchestrator", "Base", "Impl", "Data", "Info"];

        IEnumerable<string> names = Assembly.Load(package).GetTypes()
            .Where(type => type.Namespace?.StartsWith("SyncKit", StringComparison.Ordinal) == true)
            .Select(type => type.Name.Split('`')[0]);

        names.Should().NotContain(name => banned.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> References(string package) => Assembly.Load(package).GetReferencedAssemblies().Select(name => name.Name!);
}
