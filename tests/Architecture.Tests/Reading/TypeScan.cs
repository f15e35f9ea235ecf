using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SqueezeFlow.Architecture.Tests.Reading;

/// <summary>Walks one type: what it is made of, what its members say, what the bodies of its methods name.</summary>
internal sealed class TypeScan(PEReader image, MetadataReader reader, KnownTypes known)
{
    public void Read(TypeDefinition type)
    {
        known.Add(type.BaseType);
        Read(type.GetCustomAttributes());
        Read(type.GetGenericParameters());
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            known.Add(reader.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            field.DecodeSignature(known, 0);
            Read(field.GetCustomAttributes());
        }

        foreach (var handle in type.GetProperties())
        {
            Read(reader.GetPropertyDefinition(handle).GetCustomAttributes());
        }

        foreach (var handle in type.GetMethods())
        {
            Read(reader.GetMethodDefinition(handle));
        }
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(known, 0);
        Read(method.GetCustomAttributes());
        Read(method.GetGenericParameters());
        foreach (var parameter in method.GetParameters())
        {
            Read(reader.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress != 0)
        {
            var body = image.GetMethodBody(method.RelativeVirtualAddress);
            known.Add(body.LocalSignature);
            foreach (var region in body.ExceptionRegions)
            {
                known.Add(region.CatchType);
            }

            foreach (var token in Instructions.TokensOf(body.GetILReader()))
            {
                known.Add(token);
            }
        }
    }

    private void Read(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            known.Add(reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Read(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
        {
            foreach (var constraint in reader.GetGenericParameter(parameter).GetConstraints())
            {
                known.Add(reader.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }
}
