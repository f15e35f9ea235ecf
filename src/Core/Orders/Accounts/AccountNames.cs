namespace SqueezeFlow.Core.Orders.Accounts;

/// <summary>Names of accounts: lower case, and keys of what is kept for them.</summary>
public static class AccountNames
{
    /// <summary>The account that is always there.</summary>
    public const string Main = "main";

    /// <summary>Stands for all accounts, and names none.</summary>
    public const string All = "all";

    private const int Longest = 32;

    /// <summary>Whether it names an account: a letter, then letters, digits, <c>-</c> and <c>_</c>, at most 32 in all, and not <see cref="All"/>.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name != All && name.Length is > 0 and <= Longest && char.IsAsciiLetter(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }
}
