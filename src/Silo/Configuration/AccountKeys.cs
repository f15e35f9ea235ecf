using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>Keys of further accounts: <c>Execution:Accounts:NAME:…</c>, the names of which are the user's.</summary>
internal static class AccountKeys
{
    private const int NamePlace = 2;
    private const string Bot = "Freqtrade";

    private static readonly string[] Names =
    [
        .. KnownOptions.KeysOf(typeof(ExecutionOptions)).Select(property => property.Name),
        .. KnownOptions.KeysOf(typeof(FreqtradeOptions)).Select(property => $"{Bot}:{property.Name}"),
    ];

    /// <summary>Whether it begins like a key of an account.</summary>
    public static bool IsOfAccount(string key) =>
        key.StartsWith(ExecutionAccounts.Section + ':', StringComparison.OrdinalIgnoreCase) && key.Split(':').Length > NamePlace + 1;

    /// <summary>Whether a value under this key has a meaning; letter case does not matter.</summary>
    public static bool Contains(string key) => IsOfAccount(key) && NameOf(key) is var name &&
        (Names.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith($"{Bot}:{nameof(FreqtradeOptions.Pairs)}:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether its value is never shown: what is secret of main's bot is secret of each.</summary>
    public static bool IsSecret(string key) =>
        IsOfAccount(key) && DeploymentVariables.SecretKeys.Contains($"{ExecutionOptions.Section}:{NameOf(key)}");

    /// <summary>The keys of one account.</summary>
    public static IEnumerable<string> Of(string account) => Names.Select(name => $"{ExecutionAccounts.Section}:{account}:{name}");

    private static string NameOf(string key) => string.Join(':', key.Split(':')[(NamePlace + 1)..]);
}
