using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>What this machine is asked.</summary>
internal static class LocalChecks
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode OthersPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Variables that name a file with a secret.</summary>
    public static IReadOnlyList<string> SecretFiles { get; } =
    [
        GlobalOptions.KeyFileVariable, "SQUEEZEFLOW_API_READ_KEY_FILE", "SQUEEZEFLOW_WEBHOOK_SECRET_FILE", "SQUEEZEFLOW_WEBHOOK_BODY_SECRET_FILE",
        "SQUEEZEFLOW_NOTIFY_WEBHOOK_URL_FILE", "SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET_FILE", "SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN_FILE",
        "REDIS_PASSWORD_FILE", "INFLUX_PASSWORD_FILE",
        "FREQTRADE_API_USERNAME_FILE", "FREQTRADE_API_PASSWORD_FILE", "FREQTRADE_API_WS_TOKEN_FILE",
    ];

    private const string ContainerVariable = "DOTNET_RUNNING_IN_CONTAINER";

    /// <summary>Who can read the files that hold secrets.</summary>
    public static IReadOnlyList<Check> Run(Terminal terminal)
    {
        var files = SecretFiles.Select(name => (Name: name, Path: terminal.Variable(name))).Where(file => !string.IsNullOrEmpty(file.Path)).ToArray();
        return files.Length == 0
            ? [Check.Ok("credentials", "no secret is read from a file here")]
            : [.. files.Select(file => Secret(file.Name, file.Path!, GivenFolder(terminal)))];
    }

    // A container is given single files of a folder that nobody else of its machine can enter (deploy/make-secrets.sh).
    private static string? GivenFolder(Terminal terminal) => terminal.Variable(ContainerVariable) is "true" or "1"
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(terminal.Variable("SECRETS_DIRECTORY") is { Length: > 0 } folder ? folder : "/run/secrets"))
        : null;

    private static Check Secret(string name, string path, string? given)
    {
        if (!File.Exists(path))
        {
            return Check.Wrong("credentials", $"{name}: no file at {path}", "create it, or clear the variable");
        }

        if (OperatingSystem.IsWindows())
        {
            return Check.Ok("credentials", $"{name}: {path}");
        }

        var mode = File.GetUnixFileMode(path);
        var found = $"{name}: {path} has mode {Convert.ToString((int)mode, 8)}";
        if ((mode & Others) == 0)
        {
            return Check.Ok("credentials", found);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) == given)
        {
            return Check.Ok("credentials", $"{found}, given to this container alone");
        }

        // Others do not come to a file in a folder that they cannot enter, whatever its own mode; of a link the folder that it leads to counts.
        var folder = Path.GetDirectoryName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path))!;
        return (File.GetUnixFileMode(folder) & OthersPass) == 0
            ? Check.Ok("credentials", $"{found}, in a folder that others cannot enter")
            : Check.Wrong("credentials", found + ", others can read it", $"chmod 600 {path}");
    }
}
