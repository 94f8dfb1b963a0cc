using System.Buffers;
using System.Globalization;

namespace SyncKit.Testing.QuickBooks.Schema;

/// <summary>The properties an object may have, read from a line such as <c>DocNumber&lt;21 TxnDate@ TotalAmt# Active? CustomerRef:Ref Line*Line</c>.</summary>
internal sealed class Shape
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("#?@!<:*");

    private readonly Dictionary<string, Member> members;

    private Shape(Dictionary<string, Member> members) => this.members = members;

    public IEnumerable<Member> Members => members.Values;

    public static Shape Read(string text)
    {
        Dictionary<string, Member> members = new(StringComparer.Ordinal);
        foreach (string token in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Member member = ReadMember(token);
            members[member.Name] = member;
        }

        return new Shape(members);
    }

    public Member? Find(string name) => members.GetValueOrDefault(name);

    /// <summary>The member whatever the case of the name: queries do not mind it.</summary>
    public Member? FindAnyCase(string name) =>
        members.GetValueOrDefault(name) ?? members.Values.FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Member ReadMember(string token)
    {
        int mark = token.AsSpan().IndexOfAny(Marks);
        if (mark < 0)
        {
            return new Member(token, MemberKind.Text, null, null);
        }

        string name = token[..mark];
        string rest = token[(mark + 1)..];
        return token[mark] switch
        {
            '#' => new Member(name, MemberKind.Number, null, null),
            '?' => new Member(name, MemberKind.Flag, null, null),
            '@' => new Member(name, MemberKind.Date, null, null),
            '!' => new Member(name, MemberKind.Time, null, null),
            '<' => new Member(name, MemberKind.Text, int.Parse(rest, CultureInfo.InvariantCulture), null),
            ':' => new Member(name, MemberKind.Object, null, rest),
            _ => new Member(name, MemberKind.Array, null, rest),
        };
    }
}
