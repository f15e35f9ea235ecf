using SqueezeFlow.Client.Commands.Service;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.SystemTests;

/// <summary>The doctor of the console looks at every file that the service may read a secret from.</summary>
public sealed class SecretFilesTests
{
    [Fact]
    public void Every_variable_that_names_a_secrets_file_is_looked_at_and_no_other() =>
        Assert.Equal(
            DeploymentVariables.Mapped.Where(static variable => variable.IsSecret).Select(static variable => variable.Name + "_FILE").Order(StringComparer.Ordinal),
            LocalChecks.SecretFiles.Order(StringComparer.Ordinal));
}
