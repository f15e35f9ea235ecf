using Microsoft.Extensions.Configuration;
using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>
/// The accounts of a configuration: <c>Execution</c> is the one called main, each <c>Execution:Accounts:NAME</c> a further one, with the limits of main
/// where it has none of its own.
/// </summary>
public static class ExecutionAccounts
{
    /// <summary>Section of the further accounts.</summary>
    public const string Section = $"{ExecutionOptions.Section}:Accounts";

    /// <summary>Key of the order in which entries are offered to accounts.</summary>
    public const string RoutesKey = $"{ExecutionOptions.Section}:{nameof(RoutingOptions.Routes)}";

    /// <summary>Names of the further accounts, in ordinal order.</summary>
    public static IReadOnlyList<string> FurtherOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        // Sources may spell a key in different letter case: a name is what its state is kept under.
        return [.. configuration.GetSection(Section).GetChildren().Select(child => NameOf(child.Key)).Where(name => name != AccountNames.Main).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Section of an account.</summary>
    public static string SectionOf(string account) => account == AccountNames.Main ? ExecutionOptions.Section : $"{Section}:{account}";

    /// <summary>
    /// Limits of an account. A further one has those of main where it has none of its own; which entries it takes, and whether real money may move,
    /// it has to say itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">A value cannot be read.</exception>
    public static ExecutionOptions LimitsOf(IConfiguration configuration, string account)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var limits = new ExecutionOptions();
        configuration.GetSection(ExecutionOptions.Section).Bind(limits);
        if (account != AccountNames.Main)
        {
            var own = new ExecutionOptions();
            (limits.Symbols, limits.MinScore, limits.MaxScore, limits.AllowLive) = (own.Symbols, own.MinScore, own.MaxScore, own.AllowLive);
            configuration.GetSection(SectionOf(account)).Bind(limits);
        }

        return limits;
    }

    /// <summary>Names in the order in which entries are offered to them, as far as they are accounts.</summary>
    public static IReadOnlyList<string> RoutedOf(IConfiguration configuration)
    {
        string[] all = [.. FurtherOf(configuration), AccountNames.Main];
        string[] named = [.. NamedOf(configuration)];
        return named.Length == 0 ? all : [.. named.Where(all.Contains)];
    }

    /// <summary>Names that the order lists, whether they are accounts or not.</summary>
    public static IEnumerable<string> NamedOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return (configuration[RoutesKey] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(NameOf).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The routes of a configuration.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read.</exception>
    public static AccountRoutes RoutesOf(IConfiguration configuration)
    {
        var routed = RoutedOf(configuration);
        var others = FurtherOf(configuration).Append(AccountNames.Main).Except(routed, StringComparer.Ordinal);
        return new([.. routed.Select(account => RouteOf(configuration, account))], [.. others.Select(account => RouteOf(configuration, account))]);
    }

    /// <summary>The routes of simulated and recorded markets: main alone.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read.</exception>
    public static AccountRoutes MainOf(IConfiguration configuration) => new([RouteOf(configuration, AccountNames.Main)], []);

    private static AccountRoute RouteOf(IConfiguration configuration, string account)
    {
        var limits = LimitsOf(configuration, account);
        return AccountRoute.Of(account, limits.Symbols, limits.MinScore, limits.MaxScore);
    }

    private static string NameOf(string key) => key.ToLowerInvariant();
}
