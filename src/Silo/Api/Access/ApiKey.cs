using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Silo.Api.Access;

/// <summary>A configured key, kept as its hash so that a comparison takes the same time whatever is compared.</summary>
internal sealed class ApiKey(string? text)
{
    private readonly byte[] _hash = Hash(text ?? "");

    /// <summary>Whether there is one.</summary>
    public bool IsSet { get; } = !string.IsNullOrEmpty(text);

    /// <summary>Whether it was given; never when there is none.</summary>
    public bool Is(string? given) => CryptographicOperations.FixedTimeEquals(_hash, Hash(given ?? "")) & IsSet & given is not null;

    /// <summary>Never the secret.</summary>
    public override string ToString() => IsSet ? "***" : "";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
