using System.CommandLine;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Where the service listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:3000";

    /// <summary>Variable that names the service.</summary>
    public const string UrlVariable = "SQUEEZEFLOW_URL";

    /// <summary>Variable that holds the key.</summary>
    public const string KeyVariable = "SQUEEZEFLOW_API_KEY";

    /// <summary>Variable that names a file with the key.</summary>
    public const string KeyFileVariable = "SQUEEZEFLOW_API_KEY_FILE";

    /// <summary>Address of the service.</summary>
    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Address of the service ({UrlVariable}, else {DefaultUrl})",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>JSON on standard output.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "JSON on standard output, nothing else",
        Recursive = true,
    };

    /// <summary>Key for changes, and for reading from another machine.</summary>
    public Option<string?> ApiKey { get; } = new(ArgumentNames.ApiKeyOption)
    {
        Description = $"Key for changes, and for reading from another machine ({KeyVariable}, {KeyFileVariable})",
        HelpName = "KEY",
        Recursive = true,
    };

    /// <summary>The service that the options and the environment name.</summary>
    public ServiceClient Service(ParseResult parse, Terminal terminal)
    {
        var address = Address(parse, terminal);
        return new(address, Key(parse, terminal), terminal.Clock) { Waiting = () => new WaitingLine(terminal, address.ToString()) };
    }

    /// <summary>The address that the options and the environment name.</summary>
    public Uri Address(ParseResult parse, Terminal terminal)
    {
        var given = parse.GetValue(Url);
        var variable = terminal.Variable(UrlVariable);
        var (name, text) = given is not null ? ("--url", given)
            : !string.IsNullOrEmpty(variable) ? (UrlVariable, variable)
            : ("--url", DefaultUrl);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw ConsoleFailure.BadValue(name, text, $"is not an HTTP address: give e.g. {DefaultUrl}");
    }

    /// <summary>The key that the options and the environment name; null when none does.</summary>
    public string? Key(ParseResult parse, Terminal terminal)
    {
        var given = parse.GetValue(ApiKey);
        var key = given ?? terminal.Variable(KeyVariable);
        if (!string.IsNullOrEmpty(key))
        {
            return OneLine(given is null ? KeyVariable : ArgumentNames.ApiKeyOption, "***", key);
        }

        var file = terminal.Variable(KeyFileVariable);
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            return OneLine(KeyFileVariable, file, File.ReadAllText(file).Trim());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConsoleFailure.BadValue(KeyFileVariable, file, $"cannot be read ({error.Message}): give a file that holds the key");
        }
    }

    // A header holds one line: anything else would be a key that no service was ever given.
    private static string OneLine(string name, string shown, string key) => key.Length > 0 && !key.Any(char.IsControl)
        ? key
        : throw ConsoleFailure.BadValue(name, shown, "holds no key of one line: give the text that the service has as Api:Key or Api:ReadKey");
}
