using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class RuleTests
{
    [Theory]
    [InlineData("""{"DisplayName":"X","Nonsense":1}""", "2010")]
    [InlineData("""{"DisplayName":"X","BillAddr":{"Street":"1 Main St"}}""", "2010")]
    [InlineData("""{"DisplayName":"A:B"}""", "2040")]
    [InlineData("""{"DisplayName":"Smile 😀"}""", "2040")]
    [InlineData("""{"DisplayName":"X","Title":"12345678901234567"}""", "2050")]
    [InlineData("""{"DisplayName":"X","Taxable":"perhaps"}""", "2110")]
    [InlineData("""{"DisplayName":"X","PrimaryEmailAddr":{"Address":"not-an-address"}}""", "2210")]
    [InlineData("""{"CompanyName":"Only a company"}""", "6080")]
    [InlineData("""{"DisplayName":"X","CurrencyRef":{"value":"EUR"}}""", "6000")]
    public async Task Customer_that_breaks_a_rule_is_refused(string json, string code)
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("customer", json)).Should().Be(code);
    }

    [Fact]
    public async Task Length_fault_names_the_field_and_both_lengths()
    {
        await using Session session = await Session.StartAsync();

        JsonObject fault = await session.FaultAsync("salesreceipt", session.Receipt(session.Line("1"), $"\"DocNumber\":\"{new string('9', 22)}\""));

        fault.Text("code").Should().Be("2050");
        fault.Text("element").Should().Be("DocNumber");
        fault.Text("Detail").Should().Contain("Max:21 supported. Supplied length:22");
    }

    [Theory]
    [InlineData("vendor")]
    [InlineData("employee")]
    [InlineData("customer")]
    public async Task Name_collides_across_customers_vendors_and_employees(string entity)
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync(entity, """{"DisplayName":" ana DIAZ "}""")).Should().Be("6240");
    }

    [Fact]
    public async Task Inactive_twin_is_hidden_renamed_and_refused_on_documents()
    {
        await using Session session = await Session.StartAsync();
        session.Company.Inactivate("Customer", session.CustomerId);

        JsonObject hidden = await session.QueryAsync("select * from Customer where DisplayName = 'Ana Diaz'");
        JsonObject found = await session.QueryAsync("select * from Customer where DisplayName = 'Ana Diaz (deleted)' and Active in (true, false)");
        string onDocument = await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1")));
        JsonObject successor = await session.WriteAsync("customer", """{"DisplayName":"Ana Diaz"}""");

        hidden.Should().BeEmpty();
        found["Customer"]![0]!["Id"]!.GetValue<string>().Should().Be(session.CustomerId);
        onDocument.Should().Be("610");
        successor.Text("Id").Should().NotBe(session.CustomerId);
    }

    [Fact]
    public async Task Reactivated_customer_has_its_name_back()
    {
        await using Session session = await Session.StartAsync();
        session.Company.Inactivate("Customer", session.CustomerId);

        JsonObject back = await session.WriteAsync("customer", $$"""{"Id":"{{session.CustomerId}}","SyncToken":"1","sparse":true,"Active":true}""");

        back.Text("DisplayName").Should().Be("Ana Diaz");
    }

    [Theory]
    [InlineData("""{"Name":"I","Type":"Service"}""", "2020")]
    [InlineData("""{"Type":"Service","IncomeAccountRef":{"value":"ACC"}}""", "2020")]
    [InlineData("""{"Name":"I","Type":"NonInventory","IncomeAccountRef":{"value":"ACC"},"QtyOnHand":3}""", "2010")]
    [InlineData("""{"Name":"I","Type":"Service","IncomeAccountRef":{"value":"9999"}}""", "2500")]
    [InlineData("""{"Name":"I","Type":"Inventory","IncomeAccountRef":{"value":"ACC"},"TrackQtyOnHand":true,"QtyOnHand":1,"InvStartDate":"2026-01-01"}""", "2020")]
    [InlineData("""{"Name":"I","Type":"Group"}""", "6000")]
    [InlineData("""{"Name":"T-SHIRT","Type":"Service","IncomeAccountRef":{"value":"ACC"}}""", "6240")]
    [InlineData("""{"Name":"I","Type":"Gadget"}""", "2170")]
    public async Task Item_that_breaks_a_rule_is_refused(string json, string code)
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("item", json.Replace("ACC", session.Company.AccountId("Sales")))).Should().Be(code);
    }

    [Fact]
    public async Task Category_is_refused_on_a_line()
    {
        await using Session session = await Session.StartAsync();
        JsonObject category = await session.WriteAsync("item", """{"Name":"Shirts","Type":"Category"}""");

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1", item: category.Text("Id"))))).Should().Be("6000");
    }

    [Fact]
    public async Task Account_needs_a_type_and_gets_its_classification()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("account", """{"Name":"Fees"}""")).Should().Be("6010");
        JsonObject account = await session.WriteAsync("account", """{"Name":"Fees","AccountType":"Expense"}""");

        account.Text("Classification").Should().Be("Expense");
        account.Text("FullyQualifiedName").Should().Be("Fees");
    }

    [Theory]
    [InlineData("paymentmethod", """{"Name":"Stripe","Type":"CREDIT_CARD"}""")]
    [InlineData("term", """{"Name":"Net 15","DueDays":15}""")]
    [InlineData("class", """{"Name":"Web"}""")]
    [InlineData("department", """{"Name":"Reno"}""")]
    [InlineData("taxagency", """{"DisplayName":"Nevada"}""")]
    public async Task Small_list_takes_a_name_once(string entity, string json)
    {
        await using Session session = await Session.StartAsync();

        JsonObject created = await session.WriteAsync(entity, json);

        created.Text("SyncToken").Should().Be("0");
        (await session.RefusedAsync(entity, json)).Should().Be("6240");
    }

    [Fact]
    public async Task Unit_price_rounded_to_cents_is_6070_and_six_decimals_are_not()
    {
        await using Session session = await Session.StartAsync();
        string Line(string price) =>
            $$"""{"DetailType":"SalesItemLineDetail","Amount":100.00,"SalesItemLineDetail":{"ItemRef":{"value":"{{session.ItemId}}"},"Qty":3,"UnitPrice":{{price}} } }""";

        JsonObject fault = await session.FaultAsync("salesreceipt", session.Receipt(Line("33.33")));
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(Line("33.333333")));

        fault.Text("code").Should().Be("6070");
        receipt.Amount("TotalAmt").Should().Be(100m);
    }

    [Theory]
    [InlineData(true, true, "6140")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    public async Task Duplicate_document_number_is_refused_only_with_both_settings(bool custom, bool warn, string? code)
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { CustomTxnNumbers = custom, WarnDuplicateDocNumber = warn });
        string receipt = session.Receipt(session.Line("1"), "\"DocNumber\":\"WC-1\"");
        JsonObject first = await session.WriteAsync("salesreceipt", receipt);

        if (code is null)
        {
            await session.WriteAsync("salesreceipt", receipt);
            session.Company.Documents("SalesReceipt").Should().HaveCount(2);
        }
        else
        {
            JsonObject fault = await session.FaultAsync("salesreceipt", receipt);
            fault.Text("code").Should().Be(code);
            fault.Text("Detail").Should().Contain($"DocNumber=WC-1 is assigned to TxnType=SalesReceipt with TxnId={first.Text("Id")}");
        }
    }

    [Fact]
    public async Task Document_without_number_stays_without_one_under_custom_numbers()
    {
        await using Session custom = await Session.StartAsync();
        await using Session automatic = await Session.StartAsync(new CompanyOptions { CustomTxnNumbers = false });

        JsonObject none = await custom.WriteAsync("salesreceipt", custom.Receipt(custom.Line("1")));
        JsonObject forced = await custom.WriteAsync("salesreceipt", custom.Receipt(custom.Line("1"), "\"DocNumber\":\"AUTO_GENERATE\""));
        JsonObject numbered = await automatic.WriteAsync("salesreceipt", automatic.Receipt(automatic.Line("1")));

        none.ContainsKey("DocNumber").Should().BeFalse();
        forced.Text("DocNumber").Should().Be("1001");
        numbered.Text("DocNumber").Should().Be("1001");
    }

    [Fact]
    public async Task Closed_books_refuse_late_documents_with_6200_or_6210()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1"), "\"TxnDate\":\"2026-10-31\""));
        string late = session.Receipt(session.Line("1"), "\"TxnDate\":\"2026-10-31\"");

        session.Company.CloseBooks(new DateOnly(2026, 10, 31));
        string open = await session.RefusedAsync("salesreceipt", late);
        string moved = await session.RefusedAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true,"TxnDate":"2026-11-02"}""");
        session.Company.CloseBooks(new DateOnly(2026, 10, 31), withPassword: true);
        string locked = await session.RefusedAsync("salesreceipt", late);
        (_, JsonObject? preferences) = await session.GetAsync("preferences");

        open.Should().Be("6200");
        moved.Should().Be("6200");
        locked.Should().Be("6210");
        preferences!["Preferences"]!["AccountingInfoPrefs"]!["BookCloseDate"]!.GetValue<string>().Should().Be("2026-10-31");
    }

    [Fact]
    public async Task Lapsed_subscription_refuses_writes_and_allows_reads()
    {
        await using Session session = await Session.StartAsync();
        session.Company.LapseSubscription();

        string code = await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1")));
        JsonObject read = await session.QueryAsync("select * from Customer");
        (_, JsonObject? info) = await session.GetAsync("companyinfo/" + session.Company.RealmId);

        code.Should().Be("6190");
        read["Customer"]!.AsArray().Should().HaveCount(1);
        info!["CompanyInfo"]!["NameValue"]![0]!["Value"]!.GetValue<string>().Should().Be("EXPIRED");
    }

    [Fact]
    public async Task Deposited_receipt_is_frozen_and_its_version_has_moved()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));
        string id = receipt.Text("Id")!;
        session.Company.Deposit("SalesReceipt", id);

        (await session.RefusedAsync("salesreceipt", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")).Should().Be("5010");
        (await session.RefusedAsync("salesreceipt", $$"""{"Id":"{{id}}","SyncToken":"1","sparse":true,"PrivateNote":"x"}""")).Should().Be("6540");
        (await session.RefusedAsync("salesreceipt?operation=delete", $$"""{"Id":"{{id}}","SyncToken":"1"}""")).Should().Be("6540");
        (await session.RefusedAsync("salesreceipt?operation=update&include=void", $$"""{"Id":"{{id}}","SyncToken":"1","sparse":true}""")).Should().Be("6540");
        session.Company.Documents("SalesReceipt").Single().Deposited.Should().BeTrue();
        session.Company.Documents("Deposit").Single().TotalAmt.Should().Be(10m);
    }

    [Fact]
    public async Task Deposit_takes_a_fee_and_its_deletion_frees_the_receipt()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("43.08")));
        string id = receipt.Text("Id")!;
        string Deposit(string link) => $$"""
            {"DepositToAccountRef":{"value":"{{session.Company.AccountId("Checking")}}"},"Line":[
             {"Amount":43.08,"LinkedTxn":[{"TxnId":"{{id}}","TxnType":"SalesReceipt"{{link}}}]},
             {"Amount":-1.55,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"{{session.Company.AccountId("Bank Charges")}}"} } }]}
            """;

        (await session.RefusedAsync("deposit", Deposit(string.Empty))).Should().Be("2020");
        JsonObject deposit = await session.WriteAsync("deposit", Deposit(""","TxnLineId":"0" """));
        deposit.Amount("TotalAmt").Should().Be(41.53m);
        await session.WriteAsync("deposit?operation=delete", $$"""{"Id":"{{deposit.Text("Id")}}","SyncToken":"0"}""");

        session.Company.Documents("SalesReceipt").Single().Should().BeEquivalentTo(new { Deposited = false, SyncToken = "2" });
    }

    [Fact]
    public async Task Payment_lowers_the_balance_and_moves_the_invoice_version()
    {
        await using Session session = await Session.StartAsync();
        JsonObject invoice = await session.WriteAsync("invoice", session.Receipt(session.Line("40")));
        string Payment(string total, string applied) =>
            $$"""{"CustomerRef":{"value":"{{session.CustomerId}}"},"TotalAmt":{{total}},"Line":[{"Amount":{{applied}},"LinkedTxn":[{"TxnId":"{{invoice.Text("Id")}}","TxnType":"Invoice"}]}]}""";

        (await session.RefusedAsync("payment", Payment("100", "41"))).Should().Be("6000");
        (await session.RefusedAsync("payment", Payment("10", "15"))).Should().Be("6000");
        JsonObject payment = await session.WriteAsync("payment", Payment("20", "15"));
        (_, JsonObject? read) = await session.GetAsync("invoice/" + invoice.Text("Id"));

        payment.Amount("UnappliedAmt").Should().Be(5m);
        read!["Invoice"]!["Balance"]!.GetValue<decimal>().Should().Be(25m);
        read["Invoice"]!["SyncToken"]!.GetValue<string>().Should().Be("1");
        read["Invoice"]!["LinkedTxn"]![0]!["TxnType"]!.GetValue<string>().Should().Be("Payment");
    }

    [Fact]
    public async Task Zero_payment_applies_a_credit_memo_to_an_invoice()
    {
        await using Session session = await Session.StartAsync();
        JsonObject invoice = await session.WriteAsync("invoice", session.Receipt(session.Line("40")));
        JsonObject memo = await session.WriteAsync("creditmemo", session.Receipt(session.Line("15")));

        await session.WriteAsync("payment", $$"""
            {"CustomerRef":{"value":"{{session.CustomerId}}"},"TotalAmt":0,"Line":[
             {"Amount":15,"LinkedTxn":[{"TxnId":"{{invoice.Text("Id")}}","TxnType":"Invoice"}]},
             {"Amount":15,"LinkedTxn":[{"TxnId":"{{memo.Text("Id")}}","TxnType":"CreditMemo"}]}]}
            """);
        (_, JsonObject? paid) = await session.GetAsync("invoice/" + invoice.Text("Id"));
        (_, JsonObject? used) = await session.GetAsync("creditmemo/" + memo.Text("Id"));

        paid!["Invoice"]!["Balance"]!.GetValue<decimal>().Should().Be(25m);
        used!["CreditMemo"]!["RemainingCredit"]!.GetValue<decimal>().Should().Be(0m);
    }

    [Fact]
    public async Task Payment_without_total_is_6000_with_its_sentence()
    {
        await using Session session = await Session.StartAsync();

        JsonObject fault = await session.FaultAsync("payment", $$"""{"CustomerRef":{"value":"{{session.CustomerId}}"} }""");

        fault.Text("code").Should().Be("6000");
        fault.Text("Detail").Should().EndWith("You must set a transaction amount.");
    }

    [Fact]
    public async Task Refund_receipt_needs_the_account_money_leaves_from()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("refundreceipt", session.Receipt(session.Line("5")))).Should().Be("2020");
        (await session.RefusedAsync("refundreceipt", session.Receipt(session.Line("5"), $$""" "DepositToAccountRef":{"value":"{{session.Company.AccountId("Sales")}}"}"""))).Should().Be("6430");
        JsonObject refund = await session.WriteAsync("refundreceipt", session.Receipt(session.Line("5"), $$""" "DepositToAccountRef":{"value":"{{session.Company.AccountId("Checking")}}"}"""));

        refund.Amount("TotalAmt").Should().Be(5m);
    }

    [Theory]
    [InlineData("\"TxnDate\":\"20/11/2026\"", "2060")]
    [InlineData("\"DepartmentRef\":{\"value\":\"999\"}", "2500")]
    [InlineData("\"PaymentMethodRef\":{\"value\":\"999\"}", "2500")]
    [InlineData("\"ExchangeRate\":\"many\"", "2090")]
    public async Task Receipt_with_a_bad_value_is_refused(string member, string code)
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1"), member))).Should().Be(code);
    }

    [Fact]
    public async Task Negative_line_is_accepted_until_the_total_is_negative_or_the_switch_is_set()
    {
        await using Session session = await Session.StartAsync();
        await using Session strict = await Session.StartAsync(configure: o => o.NegativeLines = NegativeLines.Refused);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10") + "," + session.Line("-4")));
        string below = await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("10") + "," + session.Line("-14")));
        string refused = await strict.RefusedAsync("salesreceipt", strict.Receipt(strict.Line("10") + "," + strict.Line("-4")));

        receipt.Amount("TotalAmt").Should().Be(6m);
        below.Should().Be("6000");
        refused.Should().Be("2290");
    }

    [Fact]
    public async Task Discount_is_one_positive_line_and_needs_the_preference()
    {
        await using Session session = await Session.StartAsync();
        await using Session without = await Session.StartAsync(new CompanyOptions { AllowDiscount = false });
        const string Fixed = """{"DetailType":"DiscountLineDetail","Amount":5,"DiscountLineDetail":{"PercentBased":false}}""";
        const string Percent = """{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}}""";

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("33.33") + "," + Percent));
        string twice = await session.RefusedAsync("salesreceipt", session.Receipt($"{session.Line("10")},{Fixed},{Percent}"));
        string incomplete = await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("10") + """,{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}}"""));
        string forbidden = await without.RefusedAsync("salesreceipt", without.Receipt($"{without.Line("10")},{Fixed}"));

        receipt.Amount("TotalAmt").Should().Be(30.00m);
        twice.Should().Be("6000");
        incomplete.Should().Be("6090");
        forbidden.Should().Be("6000");
    }

    [Fact]
    public async Task Foreign_currency_is_refused_without_multicurrency_and_must_match_the_customer_with_it()
    {
        await using Session single = await Session.StartAsync();
        await using Session multi = await Session.StartAsync(new CompanyOptions { MultiCurrency = true });
        string euro = multi.Company.Add("Customer", """{"DisplayName":"Ana Diaz (EUR)","CurrencyRef":{"value":"EUR"}}""");
        const string Euro = "\"CurrencyRef\":{\"value\":\"EUR\"}";

        (await single.RefusedAsync("salesreceipt", single.Receipt(single.Line("1"), Euro))).Should().Be("6000");
        (await multi.RefusedAsync("salesreceipt", multi.Receipt(multi.Line("1")))).Should().Be("2020");
        (await multi.RefusedAsync("salesreceipt", multi.Receipt(multi.Line("1"), Euro))).Should().Be("6000");
        (await multi.RefusedAsync("customer", $$"""{"Id":"{{multi.CustomerId}}","SyncToken":"0","sparse":true,"CurrencyRef":{"value":"EUR"} }""")).Should().Be("6000");
        JsonObject receipt = await multi.WriteAsync("salesreceipt", multi.Receipt(multi.Line("10"), Euro + ",\"ExchangeRate\":1.1").Replace($"\"CustomerRef\":{{\"value\":\"{multi.CustomerId}\"", $"\"CustomerRef\":{{\"value\":\"{euro}\""));

        receipt.Amount("HomeTotalAmt").Should().Be(11m);
        receipt.Ref("CurrencyRef").Should().Be("EUR");
    }

    [Fact]
    public async Task Inventory_item_is_not_sold_before_its_start_date()
    {
        await using Session session = await Session.StartAsync();
        string Account(string name) => session.Company.AccountId(name);
        string item = session.Company.Add("Item", $$"""
            {"Name":"Stocked","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":5,"InvStartDate":"2026-11-10",
             "IncomeAccountRef":{"value":"{{Account("Sales")}}"},"AssetAccountRef":{"value":"{{Account("Inventory Asset")}}"},"ExpenseAccountRef":{"value":"{{Account("Cost of Goods Sold")}}"} }
            """);

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("1", item: item), "\"TxnDate\":\"2026-11-09\""))).Should().Be("6270");
    }
}
