using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>The hash that parameters are known by.</summary>
public static class ParameterHash
{
    /// <summary>Characters that tables show.</summary>
    public const int ShortLength = 12;

    /// <summary>
    /// SHA-256, 64 lower-case hexadecimal digits, of the canonical form: <c>profile=Corrected</c>, then <c>name=value</c> of every parameter in ordinal
    /// order of the names, each line ended by a line feed, numbers as the shortest text that reads back the same.
    /// </summary>
    public static string Of(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var text = new StringBuilder().Append("profile=").Append(parameters.Profile).Append('\n');
        foreach (var field in ParameterCatalog.All.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            text.Append(field.Name).Append('=').Append(ParameterCheck.Text(field.Of(parameters))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The beginning of a hash, as tables show it.</summary>
    public static string Short(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.Length > ShortLength ? hash[..ShortLength] : hash;
    }
}
