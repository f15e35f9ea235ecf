using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Silo.Configuration.Sections;

/// <summary>How senders prove themselves that hold no key. Section <c>Signals:Webhook</c>.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Signals:Webhook";

    private const int ShortestSecret = 16;

    /// <summary>Secret that calls are signed with, 16 characters at least; empty: no call without a key is taken.</summary>
    public string Secret { get; set; } = "";

    /// <summary>File that holds it, read when <see cref="Secret"/> is empty.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Secret that bodies carry which cannot be signed; another than <see cref="Secret"/>. Empty: no such body is taken.</summary>
    public string BodySecret { get; set; } = "";

    /// <summary>File that holds it, read when <see cref="BodySecret"/> is empty.</summary>
    public string BodySecretFile { get; set; } = "";

    /// <summary>Longest distance of a call's time from the service's, either way; how long a signature is remembered too.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The secret that signs, wherever it stands; empty when there is none.</summary>
    /// <exception cref="IOException">Its file cannot be read; the message names the setting.</exception>
    public string ReadSecret() => Read(Secret, SecretFile, nameof(SecretFile));

    /// <summary>The secret in bodies, likewise.</summary>
    /// <exception cref="IOException">As above.</exception>
    public string ReadBodySecret() => Read(BodySecret, BodySecretFile, nameof(BodySecretFile));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        List<ValidationResult> found = [.. Check(Secret, SecretFile, nameof(Secret), nameof(SecretFile)), .. Check(BodySecret, BodySecretFile, nameof(BodySecret), nameof(BodySecretFile))];
        if (found.Count == 0 && ReadSecret() is { Length: > 0 } secret && secret == ReadBodySecret())
        {
            found.Add(new("expected another text than that of Signals:Webhook:Secret, which never travels", [nameof(BodySecret)]));
        }

        return found;
    }

    private static IEnumerable<ValidationResult> Check(string secret, string file, string name, string fileName)
    {
        if (secret.Length > 0 && file.Length > 0)
        {
            yield return new($"expected either this or Signals:Webhook:{name}, both are set", [fileName]);
        }
        else if (file.Length > 0 && FileFault(file) is { } fault)
        {
            yield return new($"expected a readable file that holds only the secret, of {ShortestSecret} characters at least: {fault}", [fileName]);
        }
        else if (secret.Length is > 0 and < ShortestSecret)
        {
            yield return new($"expected {ShortestSecret} characters at least, or none", [name]);
        }
    }

    private static string? FileFault(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim().Length is var length and < ShortestSecret ? $"it holds {length}" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static string Read(string secret, string file, string setting)
    {
        try
        {
            return secret.Length > 0 || file.Length == 0 ? secret : File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Section}:{setting}: '{file}': expected a readable file that holds only the secret: {error.Message}", error);
        }
    }
}
