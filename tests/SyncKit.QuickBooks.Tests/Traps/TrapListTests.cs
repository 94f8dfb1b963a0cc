using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SyncKit.QuickBooks.Tests.Traps;

public partial class TrapListTests
{
    private const int Traps = 52;

    [Fact]
    public void Every_trap_has_a_test_that_names_it()
    {
        IEnumerable<int> named = typeof(TrapListTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(TrapListTests).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null })
            .Select(method => Number().Match(method.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Distinct();
        named.Should().BeEquivalentTo(Enumerable.Range(1, Traps));
    }

    [GeneratedRegex("^Trap_([0-9]{2})(_[A-Za-z0-9]+){3,}$")]
    private static partial Regex Number();
}
