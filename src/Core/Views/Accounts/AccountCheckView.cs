using System.Text.Json.Serialization;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Core.Views.Accounts;

/// <summary>One thing that was looked at on the account that takes the orders.</summary>
/// <param name="Name">What, e.g. the name of a setting of the bot.</param>
/// <param name="Verdict">A word of <see cref="CheckVerdicts"/>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected; null where nothing definite is.</param>
/// <param name="Fix">What to do; null when nothing needs doing.</param>
public sealed record AccountCheckView(string Name, string Verdict, string Found, string? Expected = null, string? Fix = null)
{
    /// <summary>Name of the account whose bot it is; null, and not told, where there is but one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    /// <summary>All is well.</summary>
    public static AccountCheckView Ok(string name, string found) => new(name, CheckVerdicts.Ok, found);

    /// <summary>Worth knowing.</summary>
    public static AccountCheckView Note(string name, string found, string? expected, string? fix) => new(name, CheckVerdicts.Note, found, expected, fix);

    /// <summary>Something must be done.</summary>
    public static AccountCheckView Wrong(string name, string found, string? expected, string fix) => new(name, CheckVerdicts.Wrong, found, expected, fix);
}
