/** Fixtures of the rule `encrypted-databases`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

const encrypted = { storage_encrypted: true, kms_key_id: keyArn };

export const fixtures = [
  fails('nothing encrypted', ['aws_rds_cluster.a', 'aws_db_instance.b', 'aws_dynamodb_table.c'], {
    aws_rds_cluster: { a: {} },
    aws_db_instance: { b: { storage_encrypted: false } },
    aws_dynamodb_table: { c: {} },
  }),
  fails('a key of AWS', ['aws_rds_cluster.a', 'aws_db_instance.b'], {
    aws_rds_cluster: { a: { storage_encrypted: true } },
    aws_db_instance: { b: { storage_encrypted: true, kms_key_id: 'alias/aws/rds' } },
  }),
  fails(
    'a replica in another region without a key there',
    ['aws_db_instance.copy'],
    {
      ...key,
      aws_db_instance: {
        main: encrypted,
        copy: { provider: 'aws.tokyo', replicate_source_db: '${aws_db_instance.main.arn}' },
      },
    },
    {
      file: {
        provider: {
          aws: [{ region: 'ap-northeast-2' }, { alias: 'tokyo', region: 'ap-northeast-1' }],
        },
      },
    },
  ),
  fails('a replica of a table without a key', ['aws_dynamodb_table.tickets'], {
    ...key,
    aws_dynamodb_table: {
      tickets: {
        server_side_encryption: { enabled: true, kms_key_arn: keyArn },
        replica: [{ region_name: 'ap-northeast-1' }],
      },
    },
  }),
  fails(
    'a global cluster, a table replica',
    ['aws_rds_global_cluster.g', 'aws_dynamodb_table_replica.r'],
    {
      aws_rds_global_cluster: { g: {} },
      aws_dynamodb_table_replica: { r: {} },
    },
  ),
  passes('keys everywhere, inherited by a replica beside its source', {
    ...key,
    aws_rds_cluster: { a: encrypted },
    aws_rds_global_cluster: { g: { storage_encrypted: true } },
    aws_db_instance: {
      main: encrypted,
      reader: { replicate_source_db: '${aws_db_instance.main.identifier}' },
    },
    aws_dynamodb_table: { t: { server_side_encryption: { enabled: true, kms_key_arn: keyArn } } },
  }),
];
