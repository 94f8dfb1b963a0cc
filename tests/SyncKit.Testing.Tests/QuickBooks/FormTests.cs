using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

/// <summary>Custom fields, classes, departments, terms and preferences.</summary>
public sealed class FormTests
{
    private static CompanyOptions WithFields => new() { CustomFields = ["Channel", null, "Gift note"] };

    private static string Field(string id, string value) => $$""" "CustomField":[{"DefinitionId":"{{id}}","Type":"StringType","StringValue":"{{value}}"}]""";

    private static string InClass(Session session, string classId) =>
        session.Line("10").Replace("\"SalesItemLineDetail\":{", $"\"SalesItemLineDetail\":{{\"ClassRef\":{{\"value\":\"{classId}\"}},");

    [Fact]
    public async Task Preferences_name_the_custom_fields_and_what_is_tracked()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions
        {
            CustomFields = ["Channel", null, "Gift note"],
            AutoApplyPayments = true,
            TrackClasses = false,
            TrackClassesPerTransaction = true,
            TrackDepartments = false,
        });

        (_, JsonObject? answer) = await session.GetAsync("preferences");
        JsonNode forms = answer!["Preferences"]!["SalesFormsPrefs"]!;
        JsonNode accounting = answer["Preferences"]!["AccountingInfoPrefs"]!;

        forms["CustomField"]![0]!["CustomField"]!.AsArray().Select(field => (field!["Name"]!.GetValue<string>(), field["BooleanValue"]!.GetValue<bool>())).Should().Equal(
            ("SalesFormsPrefs.UseSalesCustom1", true), ("SalesFormsPrefs.UseSalesCustom2", false), ("SalesFormsPrefs.UseSalesCustom3", true));
        forms["CustomField"]![1]!["CustomField"]!.AsArray().Select(field => (field!["Name"]!.GetValue<string>(), field["StringValue"]!.GetValue<string>())).Should().Equal(
            ("SalesFormsPrefs.SalesCustomName1", "Channel"), ("SalesFormsPrefs.SalesCustomName3", "Gift note"));
        forms["AutoApplyPayments"]!.GetValue<bool>().Should().BeTrue();
        accounting["ClassTrackingPerTxn"]!.GetValue<bool>().Should().BeTrue();
        accounting["ClassTrackingPerTxnLine"]!.GetValue<bool>().Should().BeFalse();
        accounting["TrackDepartments"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task Custom_field_is_stored_under_the_companys_name_for_it()
    {
        await using Session session = await Session.StartAsync(WithFields);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1"), Field("3", "Happy birthday")));
        JsonObject kept = await session.WriteAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true,"PrivateNote":"x"}""");

        foreach (JsonObject document in (JsonObject[])[receipt, kept])
        {
            document["CustomField"]!.AsArray().Select(field => (field.AsText("Name"), field.AsText("StringValue"))).Should().Equal(("Channel", null), ("Gift note", "Happy birthday"));
        }
    }

    [Theory]
    [InlineData("2", "x")]
    [InlineData("4", "x")]
    [InlineData("1", "12345678901234567890123456789012")]
    public async Task Custom_field_that_is_unknown_or_longer_than_31_characters_is_3000(string id, string value)
    {
        await using Session session = await Session.StartAsync(WithFields);

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1"), Field(id, value)))).Should().Be("3000");
    }

    [Fact]
    public async Task Custom_field_is_3000_where_none_is_in_use()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1"), Field("1", "x")))).Should().Be("3000");
    }

    [Theory]
    [InlineData("Class", "ClassRef")]
    [InlineData("Department", "DepartmentRef")]
    [InlineData("Term", "SalesTermRef")]
    [InlineData("PaymentMethod", "PaymentMethodRef")]
    public async Task Trap_15_reference_to_an_inactive_or_missing_list_entry_is_refused(string entity, string reference)
    {
        await using Session session = await Session.StartAsync();
        string id = entity switch
        {
            "Class" => session.Company.AddClass("Web"),
            "Department" => session.Company.AddDepartment("Reno"),
            "Term" => session.Company.AddTerm("Net 15", 15),
            _ => session.Company.AddPaymentMethod("Stripe", creditCard: true),
        };
        string Invoice(string target) => session.Receipt(session.Line("1"), $"\"{reference}\":{{\"value\":\"{target}\"}}");

        JsonObject invoice = await session.WriteAsync("invoice", Invoice(id));
        session.Company.Inactivate(entity, id);

        invoice.Ref(reference).Should().Be(id);
        (await session.RefusedAsync("invoice", Invoice(id))).Should().Be("610");
        (await session.RefusedAsync("invoice", Invoice("9999"))).Should().Be("2500");
        session.Company.Listed(entity).Single(listed => listed.Id == id).Name.Should().EndWith(" (deleted)");
    }

    [Fact]
    public async Task What_the_company_does_not_track_is_dropped()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { TrackClasses = false, TrackDepartments = false });
        string webClass = session.Company.AddClass("Web");
        string department = session.Company.AddDepartment("Reno");

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(InClass(session, webClass), $$""" "DepartmentRef":{"value":"{{department}}"}"""));

        receipt.ContainsKey("DepartmentRef").Should().BeFalse();
        receipt["Line"]![0]!["SalesItemLineDetail"]!.AsObject().ContainsKey("ClassRef").Should().BeFalse();
    }

    [Fact]
    public async Task Class_below_another_is_named_in_full_on_the_line()
    {
        await using Session session = await Session.StartAsync();
        string child = session.Company.AddClass("Shop", session.Company.AddClass("Web"));

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(InClass(session, child)));

        receipt["Line"]![0]!["SalesItemLineDetail"]!["ClassRef"]!["name"]!.GetValue<string>().Should().Be("Web:Shop");
    }

    [Fact]
    public async Task Trap_40_account_names_are_fully_qualified()
    {
        await using Session session = await Session.StartAsync();
        string parent = session.Company.AccountId("Sales");
        string account = session.Company.Add("Account", $$"""{"Name":"Online","AccountType":"Income","ParentRef":{"value":"{{parent}}"} }""");
        JsonObject item = await session.WriteAsync("item", $$"""{"Name":"Mug","Type":"Service","IncomeAccountRef":{"value":"{{account}}"} }""");

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5", item: item.Text("Id"))));

        item["IncomeAccountRef"].AsText("name").Should().Be("Sales:Online");
        receipt["Line"]![0]!["SalesItemLineDetail"]!["ItemAccountRef"].AsText("name").Should().Be("Sales:Online");
    }

    [Theory]
    [InlineData("2026-11-20", 30, null, 0, "2026-12-20")]
    [InlineData("2026-11-20", null, 25, 0, "2026-11-25")]
    [InlineData("2026-11-20", null, 25, 10, "2026-12-25")]
    [InlineData("2026-11-26", null, 25, 0, "2026-12-25")]
    [InlineData("2026-02-10", null, 31, 0, "2026-02-28")]
    public async Task Due_date_follows_from_the_term(string date, int? days, int? day, int nextMonthDays, string due)
    {
        await using Session session = await Session.StartAsync();
        string term = days is { } number ? session.Company.AddTerm("T", number) : session.Company.AddTermByDay("T", day!.Value, nextMonthDays);
        string more = $$""" "TxnDate":"{{date}}","SalesTermRef":{"value":"{{term}}"}""";

        JsonObject computed = await session.WriteAsync("invoice", session.Receipt(session.Line("1"), more));
        JsonObject stated = await session.WriteAsync("invoice", session.Receipt(session.Line("1"), more + ",\"DueDate\":\"2027-01-02\""));

        computed.Text("DueDate").Should().Be(due);
        stated.Text("DueDate").Should().Be("2027-01-02");
    }

    [Fact]
    public async Task Trap_34_full_update_empties_what_is_not_sent()
    {
        await using Session session = await Session.StartAsync(WithFields);
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1"), Field("1", "web") + ",\"PrivateNote\":\"order 7\""));

        JsonObject emptied = await session.WriteAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","Line":[{{session.Line("1")}}]}""");

        emptied.ContainsKey("CustomerRef").Should().BeFalse();
        emptied.ContainsKey("PrivateNote").Should().BeFalse();
        emptied["CustomField"]![0].AsText("StringValue").Should().BeNull();
    }
}
