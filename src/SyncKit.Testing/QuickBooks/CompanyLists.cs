using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks;

/// <summary>What a bookkeeper sets up in the lists of a <see cref="SimulatedCompany"/>, under the same rules as the API but without a call.</summary>
public static class CompanyLists
{
    /// <summary>The bookkeeper adds an account.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type, for example <c>Expense</c> or <c>Other Current Asset</c>.</param>
    /// <param name="subType">The detail type; none when absent.</param>
    /// <param name="currency">The currency as ISO 4217; the home currency when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddAccount(this SimulatedCompany company, string name, string type, string? subType = null, string? currency = null) => Add(
        company,
        "Account",
        new JsonObject { ["Name"] = name, ["AccountType"] = type, ["AccountSubType"] = subType, ["CurrencyRef"] = currency is null ? null : JsonReading.Ref(currency) });

    /// <summary>The bookkeeper adds a payment term that is due after some days.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="dueDays">The days until payment is due.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddTerm(this SimulatedCompany company, string name, int dueDays) =>
        Add(company, "Term", new JsonObject { ["Name"] = name, ["Type"] = "STANDARD", ["DueDays"] = dueDays });

    /// <summary>The bookkeeper adds a payment term that is due on a day of the month.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="dayOfMonthDue">The day; the last of a shorter month.</param>
    /// <param name="dueNextMonthDays">An invoice dated fewer days than this before the due day is due in the next month.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddTermByDay(this SimulatedCompany company, string name, int dayOfMonthDue, int dueNextMonthDays = 0) =>
        Add(company, "Term", new JsonObject { ["Name"] = name, ["Type"] = "DATE_DRIVEN", ["DayOfMonthDue"] = dayOfMonthDue, ["DueNextMonthDays"] = dueNextMonthDays });

    /// <summary>The bookkeeper adds a class.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="parentId">The id of the class it is part of; none when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddClass(this SimulatedCompany company, string name, string? parentId = null) => AddNamed(company, "Class", name, parentId);

    /// <summary>The bookkeeper adds a department, which QuickBooks calls a location.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="parentId">The id of the department it is part of; none when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddDepartment(this SimulatedCompany company, string name, string? parentId = null) => AddNamed(company, "Department", name, parentId);

    /// <summary>The bookkeeper adds a payment method.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The name.</param>
    /// <param name="creditCard">Whether it is a credit card.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddPaymentMethod(this SimulatedCompany company, string name, bool creditCard = false) =>
        Add(company, "PaymentMethod", new JsonObject { ["Name"] = name, ["Type"] = creditCard ? "CREDIT_CARD" : "NON_CREDIT_CARD" });

    /// <summary>The bookkeeper adds a vendor.</summary>
    /// <param name="company">The company.</param>
    /// <param name="displayName">The display name, which no customer or employee may have.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddVendor(this SimulatedCompany company, string displayName) => Add(company, "Vendor", new JsonObject { ["DisplayName"] = displayName });

    /// <summary>The bookkeeper adds an employee.</summary>
    /// <param name="company">The company.</param>
    /// <param name="displayName">The display name, which no customer or vendor may have.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddEmployee(this SimulatedCompany company, string displayName) => Add(company, "Employee", new JsonObject { ["DisplayName"] = displayName });

    /// <summary>The bookkeeper adds a sales tax code with named rates. A rate that is there already with the same percentage is used again.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The code's name, at most 10 characters.</param>
    /// <param name="rates">The rates it combines, in percent; a compound rate is taken on the amount plus the simple taxes. A code without rates is exempt.</param>
    /// <returns>The new code's id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public static string AddTaxCode(this SimulatedCompany company, string name, params (string Name, decimal Percent, bool Compound)[] rates)
    {
        ArgumentNullException.ThrowIfNull(company);
        ArgumentNullException.ThrowIfNull(rates);
        return company.AddTaxCode(name, (IReadOnlyList<(string, decimal, bool)>)rates);
    }

    /// <summary>The bookkeeper adds the usual sales tax codes of the company's country: Great Britain, Australia, Canada, or else one plain code.</summary>
    /// <param name="company">The company.</param>
    /// <returns>The ids of the codes by their names.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse one; the message says why.</exception>
    public static IReadOnlyDictionary<string, string> AddStandardTaxCodes(this SimulatedCompany company)
    {
        ArgumentNullException.ThrowIfNull(company);
        return StandardTaxCodes.Of(company.Country).ToDictionary(code => code.Name, code => company.AddTaxCode(code.Name, code.Rates), StringComparer.Ordinal);
    }

    private static string AddNamed(SimulatedCompany company, string entity, string name, string? parentId) =>
        Add(company, entity, new JsonObject { ["Name"] = name, ["ParentRef"] = parentId is null ? null : JsonReading.Ref(parentId) });

    private static string Add(SimulatedCompany company, string entity, JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(company);
        return company.Add(entity, document.ToJsonString());
    }
}
